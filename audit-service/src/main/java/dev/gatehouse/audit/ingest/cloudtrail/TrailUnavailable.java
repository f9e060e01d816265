package dev.gatehouse.audit.ingest.cloudtrail;

/** The trail's files can't be reached now: nothing was found, neither good nor bad. */
public class TrailUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TrailUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
