package dev.gatehouse.audit.ingest;

/** What was sent is no event. The message says what is wrong with which field, and never quotes a value. */
public final class InvalidEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * @param reason a stable word
     * @param detail a sentence
     */
    public InvalidEvent(String reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** A stable word that says what kind of problem it is. */
    public String reason() {
        return reason;
    }

    /** A sentence that says what is wrong, and where. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
