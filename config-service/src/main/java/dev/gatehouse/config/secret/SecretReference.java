package dev.gatehouse.config.secret;

import dev.gatehouse.service.failure.InvalidName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a parameter holds instead of a secret's value.
 *
 * <p>{@code secret:NAME} and {@code secret:NAME#FIELD} name a secret of the project and environment that the reference
 * is read in, whole or one field of its JSON; {@code key:KEY} takes what another key of the same snapshot holds.
 */
public sealed interface SecretReference {
    /** Characters of a reference's text. */
    int MAX_LENGTH = 1_024;

    /**
     * A secret, or one field of it.
     *
     * @param name below project and environment
     */
    record OfSecret(String name, Optional<String> field) implements SecretReference {
        private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

        public OfSecret {
            // Project and environment come later; any will do to hold the name to the rules of a whole one.
            new SecretName("p/e/" + name);
            if (field.isPresent() && !FIELD.matcher(field.get()).matches()) {
                throw new InvalidName("secret reference", "has a field that is not 1 to 64 of A-Z a-z 0-9 _ . -");
            }
        }

        /** The whole name of the secret. */
        public SecretName in(String project, String environment) {
            return new SecretName(project + "/" + environment + "/" + name);
        }

        @Override
        public String toString() {
            return SECRET + name + field.map(f -> "#" + f).orElse("");
        }
    }

    /** Another key of the same snapshot. */
    record OfKey(String key) implements SecretReference {
        private static final Pattern SEGMENTS = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

        public OfKey {
            if (!SEGMENTS.matcher(key).matches()) {
                throw new InvalidName("secret reference", "has a key that is not dotted segments of A-Z a-z 0-9 _ -");
            }
        }

        @Override
        public String toString() {
            return KEY + key;
        }
    }

    String SECRET = "secret:";
    String KEY = "key:";

    /**
     * Reads a reference's text.
     *
     * @throws InvalidName it is not one; the message says why and never repeats it, since somebody may have written the
     *     secret itself there
     */
    static SecretReference parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidName("secret reference", "has more than " + MAX_LENGTH + " characters");
        }
        if (text.startsWith(KEY)) {
            return new OfKey(text.substring(KEY.length()));
        }
        if (!text.startsWith(SECRET)) {
            throw new InvalidName("secret reference", "must start with 'secret:' or 'key:'");
        }
        String name = text.substring(SECRET.length());
        int hash = name.indexOf('#');
        return hash < 0
                ? new OfSecret(name, Optional.empty())
                : new OfSecret(name.substring(0, hash), Optional.of(name.substring(hash + 1)));
    }
}
