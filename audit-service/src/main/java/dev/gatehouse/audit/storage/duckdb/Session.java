package dev.gatehouse.audit.storage.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** One transaction, on a connection of its own. What is not committed when it is closed did not happen. */
final class Session implements AutoCloseable {
    private final DuckDbDatabase database;
    private final DuckDBConnection connection;

    Session(DuckDbDatabase database, DuckDBConnection connection) throws SQLException {
        this.database = database;
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /** A statement with its parameters set. */
    PreparedStatement prepare(SqlText sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.text());
        try {
            List<Object> parameters = sql.parameters();
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            return statement;
        } catch (SQLException failure) {
            statement.close();
            throw failure;
        }
    }

    void run(SqlText sql) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            statement.execute();
        }
    }

    /** Runs a statement that is no part of a transaction, before this one has begun. */
    void outside(String sql) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } finally {
            connection.setAutoCommit(false);
        }
    }

    /** The one number that a query gives; 0 for null. */
    long number(SqlText sql) throws SQLException {
        try (PreparedStatement statement = prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    DuckDBAppender appender(String table) throws SQLException {
        return connection.createAppender(table);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException alreadyEnded) {
            // A connection that is closed or broken has rolled back.
        } finally {
            database.ended();
        }
    }
}
