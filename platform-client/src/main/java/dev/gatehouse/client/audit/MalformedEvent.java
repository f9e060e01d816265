package dev.gatehouse.client.audit;

/** Bytes that are not an audit event's wire form. The message says what is wrong, and never quotes the bytes. */
public final class MalformedEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedEvent(String message) {
        super(message);
    }
}
