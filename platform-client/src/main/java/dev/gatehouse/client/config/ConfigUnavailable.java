package dev.gatehouse.client.config;

/** There is no configuration to start with: the service did not answer with one, and none is kept. The message says why. */
public final class ConfigUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigUnavailable(String message) {
        super(message);
    }
}
