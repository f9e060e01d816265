package dev.gatehouse.infra.contract;

/** Which key seals a value. */
public enum DataClass {
    /** Parameters: the parameter key. */
    PARAMETER,
    /** Secrets: the secrets key. */
    SECRET,
    /** What the safety system depends on: a key of its own. */
    SAFETY;

    static DataClass of(String word) {
        return switch (word) {
            case "parameter" -> PARAMETER;
            case "secret" -> SECRET;
            case "safety" -> SAFETY;
            default -> throw new IllegalArgumentException(word + " is no class of data");
        };
    }

    /** The word for it in the documents and in config-service's tag. */
    public String word() {
        return switch (this) {
            case PARAMETER -> "parameter";
            case SECRET -> "secret";
            case SAFETY -> "safety";
        };
    }
}
