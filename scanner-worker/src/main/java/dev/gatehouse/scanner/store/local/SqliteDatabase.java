package dev.gatehouse.scanner.store.local;

import dev.gatehouse.service.failure.StoreException;
import dev.gatehouse.service.local.StorageRefused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * A database of the embedded stores: its schema, its transactions, and the one place where its failures are named.
 *
 * <p>A transaction that returned survives the end of the process; where the database is {@link Schema#FINDINGS}, a power cut
 * too. One that threw is rolled back. Readers see one state and never wait for the writer; there is one writer at a time.
 *
 * <p><b>The data source</b> is of SQLite connections that are set up by their URL, since these settings are a
 * connection's: {@code jdbc:sqlite:<file>?journal_mode=WAL&synchronous=FULL&foreign_keys=true&busy_timeout=5000}. What
 * is missing is refused when the database is opened. The source must hand out plain connections, in auto-commit mode and
 * in no outer transaction (Quarkus: {@code quarkus.datasource.jdbc.transactions=disabled}); each reader takes one.
 */
public final class SqliteDatabase {
    /** How long a write waits for the one before it. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DataSource source;
    private final Schema schema;
    private final Duration patience;
    private final ReentrantLock writer = new ReentrantLock();

    private SqliteDatabase(DataSource source, Schema schema, Duration patience) {
        this.source = source;
        this.schema = schema;
        this.patience = patience;
    }

    /** What is done within one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Opens a database, and brings its schema up to date.
     *
     * @throws StorageRefused a setting is missing in the data source's URL, or a newer program wrote the database
     * @throws StoreException it can't be opened
     */
    public static SqliteDatabase open(DataSource source, Schema schema) {
        return open(source, schema, PATIENCE);
    }

    static SqliteDatabase open(DataSource source, Schema schema, Duration patience) {
        SqliteDatabase database = new SqliteDatabase(source, schema, patience);
        database.checkSettings();
        database.write("migrate the schema", database::migrate);
        return database;
    }

    /** Reads one state of the database. */
    <T> T read(String operation, Work<T> work) {
        return inTransaction("BEGIN", operation, work);
    }

    /** Reads and writes, alone: what was read holds until the write is done. */
    <T> T write(String operation, Work<T> work) {
        takeTurn(operation);
        try {
            return inTransaction("BEGIN IMMEDIATE", operation, work);
        } finally {
            writer.unlock();
        }
    }

    private void takeTurn(String operation) {
        try {
            if (!writer.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StoreException.Unavailable(
                        operation + ": other writes took too long", new SQLException("no turn to write"));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StoreException.Unavailable(operation + ": interrupted before its turn", stop);
        }
    }

    private <T> T inTransaction(String begin, String operation, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            run(connection, begin);
            boolean committed = false;
            try {
                T result = work.on(connection);
                run(connection, "COMMIT");
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    rollBack(connection);
                }
            }
        } catch (SQLException failure) {
            throw SqliteFailures.of(operation, failure);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            run(connection, "ROLLBACK");
        } catch (SQLException done) {
            // SQLite rolls back by itself when the disk is full or fails; then there is nothing left to roll back.
        }
    }

    private void checkSettings() {
        try (Connection connection = source.getConnection()) {
            require(
                    number(connection, "PRAGMA synchronous") >= schema.synchronous(),
                    "synchronous=" + (schema.equals(Schema.FINDINGS) ? "FULL" : "NORMAL"));
            require(number(connection, "PRAGMA foreign_keys") == 1, "foreign_keys=true");
            require(number(connection, "PRAGMA busy_timeout") > 0, "busy_timeout=5000");
            require("wal".equals(text(connection, "PRAGMA journal_mode")), "journal_mode=WAL");
        } catch (SQLException failure) {
            throw SqliteFailures.of("open the database", failure);
        }
    }

    private static void require(boolean holds, String setting) {
        if (!holds) {
            throw new StorageRefused("the JDBC URL of the SQLite database must set " + setting);
        }
    }

    private boolean migrate(Connection connection) throws SQLException {
        List<List<String>> steps = schema.steps();
        long taken = number(connection, "PRAGMA user_version");
        if (taken > steps.size()) {
            throw new StorageRefused("the database has schema " + taken + ", and this program knows " + steps.size()
                    + ": a newer version of the program wrote it");
        }
        for (List<String> step : steps.subList((int) taken, steps.size())) {
            for (String statement : step) {
                run(connection, statement);
            }
        }
        run(connection, "PRAGMA user_version = " + steps.size());
        return true;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static long number(Connection connection, String pragma) throws SQLException {
        return Long.parseLong(text(connection, pragma));
    }

    private static String text(Connection connection, String pragma) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(pragma);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
