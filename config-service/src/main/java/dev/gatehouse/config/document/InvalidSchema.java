package dev.gatehouse.config.document;

/** A JSON schema is not one. The message says where in it. */
public final class InvalidSchema extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSchema(String message) {
        super(message);
    }

    public InvalidSchema(String message, Throwable cause) {
        super(message, cause);
    }
}
