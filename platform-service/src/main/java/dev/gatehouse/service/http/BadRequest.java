package dev.gatehouse.service.http;

/** The request itself is wrong. The message says what and where, and repeats nothing of the request's body. */
public final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    /** @param type the stable word of the problem's type */
    public BadRequest(String type, String message) {
        super(message);
        this.type = type;
    }

    public String type() {
        return type;
    }
}
