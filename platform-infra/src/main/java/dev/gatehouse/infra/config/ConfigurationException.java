package dev.gatehouse.infra.config;

/** A setting that can't be deployed. Its message names the key as it stands in the stack's file. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /** A refusal of the key, with what is wrong and what would be right. */
    public ConfigurationException(String key, String reason) {
        super(key + ": " + reason);
        this.key = key;
    }

    /** The key, with its namespace. */
    public String key() {
        return key;
    }
}
