package dev.gatehouse.config.parameter;

import dev.gatehouse.service.failure.InvalidName;

/** How a parameter is kept; the wire names are Parameter Store's. */
public enum ParameterKind {
    STRING("String"),
    STRING_LIST("StringList"),
    /** Encrypted at rest under its class's key, and masked wherever it is not asked for by name. */
    SECURE_STRING("SecureString");

    private final String wireName;

    ParameterKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** @throws InvalidName the text names no kind */
    public static ParameterKind ofWireName(String text) {
        for (ParameterKind kind : values()) {
            if (kind.wireName.equals(text)) {
                return kind;
            }
        }
        throw new InvalidName("type", "must be String, StringList or SecureString");
    }
}
