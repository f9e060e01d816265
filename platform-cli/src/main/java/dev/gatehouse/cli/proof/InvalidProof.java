package dev.gatehouse.cli.proof;

/** Something is not of its form, or does not verify; the message says what. */
public final class InvalidProof extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidProof(String message) {
        super(message);
    }

    /** Of a log that does not begin with what it once was. */
    public static InvalidProof rewritten(Checkpoint trusted, Checkpoint newest) {
        return new InvalidProof("the log of " + newest.size() + " events does not begin with the " + trusted.size()
                + " events that it had: it was set back or written anew");
    }

    /** What is wrong. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
