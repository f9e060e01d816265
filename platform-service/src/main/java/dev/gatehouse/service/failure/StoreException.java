package dev.gatehouse.service.failure;

/**
 * A store could not do what it was asked to. The message names the operation and the object, never a value.
 *
 * <p>Adapters map every failure of their back end to one of these, in one place.
 */
public abstract sealed class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    private StoreException(String message) {
        super(message);
    }

    /** It can't be reached, is throttling, or did not answer in time. Reading again later may succeed. */
    public static final class Unavailable extends StoreException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It refuses this service: the service's own permissions lack something. An operator must act. */
    public static final class Denied extends StoreException {
        private static final long serialVersionUID = 1L;

        public Denied(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It takes no more: the disk is full or a quota is reached. Nothing was changed. */
    public static final class Full extends StoreException {
        private static final long serialVersionUID = 1L;

        public Full(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The back end refuses the request itself, for a rule of its own that this service does not know. */
    public static final class Rejected extends StoreException {
        private static final long serialVersionUID = 1L;

        public Rejected(String message, Throwable cause) {
            super(message, cause);
        }

        public Rejected(String message) {
            super(message);
        }
    }

    /** What is stored can't be trusted: it does not open under its key, or is damaged. */
    public static final class Corrupt extends StoreException {
        private static final long serialVersionUID = 1L;

        public Corrupt(String message, Throwable cause) {
            super(message, cause);
        }

        public Corrupt(String message) {
            super(message);
        }
    }
}
