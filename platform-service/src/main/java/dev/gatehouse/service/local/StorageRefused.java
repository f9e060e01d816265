package dev.gatehouse.service.local;

/**
 * A file or folder that a service stands on can't be used as it is. The message names the path, what is wrong
 * with it and what to do; it never holds what is in the file. The service does not start.
 */
public final class StorageRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageRefused(String message) {
        super(message);
    }

    public StorageRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
