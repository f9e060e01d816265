package dev.gatehouse.client.managed;

/** What was answered is no handing-over; the message says what is wrong, and repeats nothing of it. */
public final class MalformedHandOver extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedHandOver(String message) {
        super(message);
    }
}
