package dev.gatehouse.audit.log;

/** The log can't make events durable now: no disk, no storage, too many waiting, or another writer has taken over. */
public class LogUnavailable extends RuntimeException {
    /** What is said when it is for good: the storage has another writer. */
    static final String TAKEN_OVER = "another writer has taken over this log";

    private static final long serialVersionUID = 1L;

    public LogUnavailable(String message) {
        super(message);
    }

    public LogUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
