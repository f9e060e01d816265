package dev.gatehouse.scanner.store.local;

import dev.gatehouse.service.failure.StoreException;
import java.sql.SQLException;

/** What SQLite's <a href="https://sqlite.org/rescode.html">result codes</a> mean to who uses a store. */
final class SqliteFailures {
    private static final int PERM = 3;
    private static final int READONLY = 8;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int TOOBIG = 18;
    private static final int CONSTRAINT = 19;
    private static final int MISMATCH = 20;
    private static final int AUTH = 23;
    private static final int FORMAT = 24;
    private static final int NOTADB = 26;
    private static final int ERROR = 1;
    private static final int PRIMARY = 0xff;

    private SqliteFailures() {}

    /** @param operation what was being done, and to which object; never a value */
    static StoreException of(String operation, SQLException failure) {
        return switch (failure.getErrorCode() & PRIMARY) {
            case FULL -> new StoreException.Full(operation + ": the disk is full", failure);
            case CORRUPT, FORMAT, NOTADB ->
                new StoreException.Corrupt(operation + ": the database file is damaged", failure);
            case PERM, READONLY, AUTH ->
                new StoreException.Denied(operation + ": the database file can't be written", failure);
            case ERROR, TOOBIG, CONSTRAINT, MISMATCH ->
                new StoreException.Rejected(operation + ": the database refuses it", failure);
            // Busy, locked, an error of the disk, or no connection to be had: it may work again.
            default -> new StoreException.Unavailable(operation + ": the database does not answer", failure);
        };
    }
}
