package dev.gatehouse.cli.contract;

/**
 * A parameter as Parameter Store has it.
 *
 * @param type {@code String}, {@code StringList} or {@code SecureString}
 * @param text the value; of a secure one perhaps sealed
 * @param modifiedAt in RFC 3339
 */
public record Stored(String path, String type, String text, long version, String modifiedAt) {
    /** Parameter Store's word for what it seals. */
    public static final String SECURE = "SecureString";

    /** Whether the value is sealed. */
    public boolean secure() {
        return type.equals(SECURE);
    }

    /** Without the value. */
    @Override
    public String toString() {
        return path + " (" + type + ", version " + version + ")";
    }
}
