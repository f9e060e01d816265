package dev.gatehouse.client.config;

/** The configuration has no such key, or its reference leads nowhere. The message names the key. */
public final class MissingKey extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingKey(String message) {
        super(message);
    }
}
