package dev.gatehouse.audit.tlog;

/** Bytes or text are not in the form they should be. The message says what and where, and quotes nothing of them. */
public class InvalidFormat extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A deviation.
     *
     * @param what the format, such as "checkpoint"
     * @param problem what is wrong with it, and where
     */
    public InvalidFormat(String what, String problem) {
        super(what + ": " + problem);
    }
}
