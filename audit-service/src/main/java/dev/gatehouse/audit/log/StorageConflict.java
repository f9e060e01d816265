package dev.gatehouse.audit.log;

/** Something else stands where this writer wanted to write: another one has taken over, and this one must stop. */
public class StorageConflict extends StorageFailed {
    private static final long serialVersionUID = 1L;

    public StorageConflict(String message) {
        super(message);
    }
}
