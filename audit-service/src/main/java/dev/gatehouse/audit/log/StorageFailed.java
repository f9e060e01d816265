package dev.gatehouse.audit.log;

/** The storage did not do what was asked, or did not say that it has. */
public class StorageFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageFailed(String message, Throwable cause) {
        super(message, cause);
    }

    public StorageFailed(String message) {
        super(message);
    }
}
