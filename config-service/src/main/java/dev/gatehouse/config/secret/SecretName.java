package dev.gatehouse.config.secret;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.service.failure.InvalidName;

/**
 * The canonical name of a secret: {@code project/environment/name}, each part as a {@link ParameterPath}'s segment.
 *
 * @param value without a leading slash, as Secrets Manager has it
 */
public record SecretName(String value) implements Comparable<SecretName> {
    /** Characters of a name: Secrets Manager's 512. */
    public static final int MAX_LENGTH = 512;

    /** @throws InvalidName the text is not a canonical name */
    public SecretName {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new InvalidName("secret name", "has " + value.length() + " characters; 1 to " + MAX_LENGTH);
        }
        if (value.startsWith("/")) {
            throw new InvalidName("secret name", "must not start with '/'");
        }
        ParameterPath.check("secret name", value);
    }

    @Override
    public int compareTo(SecretName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
