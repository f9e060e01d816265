package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.EventFilter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** One query's state of the table: a transaction, the files that belong to it, and a deadline. */
final class Reading implements AutoCloseable {
    private final String operation;
    private final DuckDbDatabase database;
    private final FilesInUse inUse;
    private final QueryDeadline deadline;
    private final Runnable after;
    private final long stamp;
    private final Session session;

    Reading(String operation, DuckDbDatabase database, FilesInUse inUse, QueryDeadline deadline, Runnable after) {
        this.operation = operation;
        this.database = database;
        this.inUse = inUse;
        this.deadline = deadline;
        this.after = after;
        this.stamp = inUse.hold();
        this.session = begin();
    }

    private Session begin() {
        boolean begun = false;
        try {
            Session session = database.begin();
            begun = true;
            return session;
        } finally {
            if (!begun) {
                deadline.close();
                inUse.release(stamp);
            }
        }
    }

    /** Does something, and says what its failure means. */
    <T> T run(TableReader.Query<T> query) {
        try {
            return query.on(this);
        } catch (SQLException failure) {
            // A statement that was stopped fails in ways of its own.
            deadline.check();
            throw database.failed(operation, failure);
        }
    }

    Session session() {
        return session;
    }

    PreparedStatement prepare(SqlText sql) throws SQLException {
        return session.prepare(sql);
    }

    /** Runs a statement under the deadline. */
    ResultSet query(PreparedStatement statement) throws SQLException {
        return deadline.query(statement);
    }

    /** Runs a statement that gives no rows under the deadline. */
    void execute(PreparedStatement statement) throws SQLException {
        deadline.execute(statement);
    }

    /** Fails when the time is over. */
    void check() {
        deadline.check();
    }

    /** The files that may have events of a filter's time range. */
    List<ParquetFile> files(EventFilter filter) throws SQLException {
        return ParquetFile.between(session, Micros.ceiling(filter.from()), Micros.ceiling(filter.to()));
    }

    /** {@code FROM} recent rows and those of files. */
    String from(List<ParquetFile> files) {
        String recent = " FROM (SELECT " + EventSchema.NAMES + " FROM " + EventSchema.HOT;
        return files.isEmpty()
                ? recent + ")"
                : recent + " UNION ALL SELECT " + EventSchema.NAMES + " FROM "
                        + ParquetFile.scan(files, database.settings()) + ")";
    }

    @Override
    public void close() {
        deadline.close();
        session.close();
        inUse.release(stamp);
        after.run();
    }
}
