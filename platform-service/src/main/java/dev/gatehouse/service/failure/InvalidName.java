package dev.gatehouse.service.failure;

/** A name that a caller gave is not one. The message says what is wrong and where, and never repeats the input. */
public final class InvalidName extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidName(String what, String problem) {
        super(what + " " + problem);
    }
}
