package dev.gatehouse.config.snapshot;

/** The representations of a snapshot. */
public enum Format {
    JSON("application/json"),
    YAML("application/yaml"),
    /** As {@link java.util.Properties} reads it. */
    PROPERTIES("text/x-java-properties"),
    /** POSIX shell assignments, single-quoted. */
    ENV("text/x-env");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }
}
