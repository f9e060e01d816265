package dev.gatehouse.audit.ingest.file;

/** The ledger of files can't be written now. */
public class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
