package dev.gatehouse.client.audit;

/** The audit trail can't take events now: it is full, its disk fails, or it is closed. */
public final class AuditUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AuditUnavailable(String message) {
        super(message);
    }

    public AuditUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
