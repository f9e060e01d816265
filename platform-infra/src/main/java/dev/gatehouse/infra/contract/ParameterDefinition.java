package dev.gatehouse.infra.contract;

import java.util.Optional;

/**
 * A parameter in one environment.
 *
 * @param path        below the environment, such as {@code agents/common/llm/timeout}
 * @param kind        how Parameter Store keeps it
 * @param initial     what it holds until somebody writes it; a public default, never a secret
 * @param description what it does
 * @param owner       who answers for it
 * @param dataClass   which key seals it, where it is sealed
 */
public record ParameterDefinition(
        String path, Kind kind, String initial, String description, String owner, DataClass dataClass) {
    /** Characters of a description in Parameter Store. */
    private static final int MAX_DESCRIPTION = 1024;

    private static final String SECRET_REFERENCE = "secret:";

    /** How Parameter Store keeps a value. */
    public enum Kind {
        /** As it is. */
        PLAIN("String"),
        /** As items with commas between. */
        LIST("StringList"),
        /** Sealed. */
        SEALED("SecureString");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** Parameter Store's name for it. */
        public String wireName() {
            return wireName;
        }
    }

    /** Refuses what Parameter Store refuses. */
    public ParameterDefinition {
        if (initial.isEmpty() || description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException(path + " is empty, or its description is too long");
        }
    }

    /** The secret that the parameter refers to, by its name in the template. */
    public Optional<String> secret() {
        return initial.startsWith(SECRET_REFERENCE)
                ? Optional.of(initial.substring(SECRET_REFERENCE.length()).replaceFirst("#.*", ""))
                : Optional.empty();
    }
}
