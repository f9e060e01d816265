package dev.gatehouse.client.config;

/** What is at hand was confirmed longer ago than the application allows. The message says how long. */
public final class ConfigTooOld extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigTooOld(String message) {
        super(message);
    }
}
