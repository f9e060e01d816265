package dev.gatehouse.client.config;

/** A value is not of the type that it is read as. The message names the key and the type, never the value. */
public final class WrongType extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongType(String message) {
        super(message);
    }
}
