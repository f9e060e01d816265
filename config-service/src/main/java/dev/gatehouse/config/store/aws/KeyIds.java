package dev.gatehouse.config.store.aws;

import dev.gatehouse.config.parameter.DataClass;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The KMS key of each class of data, as a key id, an alias ({@code alias/...}), or the ARN of either.
 *
 * <p>Two classes may share a key; then what is read back under it belongs to the class named first here.
 */
public record KeyIds(String parameter, String secret, String safety) {
    private static final Pattern ARN = Pattern.compile("arn:[^:]+:kms:[^:]*:[^:]*:(?:key/)?");

    public KeyIds {
        if (parameter.isBlank() || secret.isBlank() || safety.isBlank()) {
            throw new IllegalArgumentException("each class of data needs a KMS key");
        }
    }

    public String of(DataClass dataClass) {
        return switch (dataClass) {
            case PARAMETER -> parameter;
            case SECRET -> secret;
            case SAFETY -> safety;
        };
    }

    /** The class that this key seals; empty where it is none of these, or not given. */
    public Optional<DataClass> classOf(@Nullable String keyId) {
        if (keyId == null) {
            return Optional.empty();
        }
        String wanted = bare(keyId);
        for (DataClass dataClass : DataClass.values()) {
            if (bare(of(dataClass)).equals(wanted)) {
                return Optional.of(dataClass);
            }
        }
        return Optional.empty();
    }

    private static String bare(String keyId) {
        return ARN.matcher(keyId).replaceFirst("");
    }
}
