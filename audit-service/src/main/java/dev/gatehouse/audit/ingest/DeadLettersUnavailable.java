package dev.gatehouse.audit.ingest;

/** Dead letters can't be kept or read now: there is no room, or no disk. */
public class DeadLettersUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeadLettersUnavailable(String message) {
        super(message);
    }

    public DeadLettersUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
