package dev.gatehouse.client.secret;

/** A secret can't be had now, and none is at hand. The message names it and says why. */
public final class SecretUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    SecretUnavailable(String name, String reason) {
        super("the secret '" + name + "' can't be had: " + reason);
        this.reason = reason;
    }

    SecretUnavailable(String name, String reason, String why) {
        super("the secret '" + name + "' can't be had: " + why);
        this.reason = reason;
    }

    /** A stable word: {@code not-found}, {@code not-permitted}, {@code unreadable}, {@code connection}, {@code http-503}, ... */
    public String reason() {
        return reason;
    }
}
