package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.QueryTimedOut;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stops the statements of one query when its time is over. JDBC's own timeout counts in seconds, and for each of them. */
final class QueryDeadline implements AutoCloseable {
    private static final long AGAIN_MILLIS = 20;

    private final Duration deadline;
    private final long end;
    private final Future<?> alarm;
    private volatile @Nullable PreparedStatement running;

    QueryDeadline(Duration deadline, ScheduledExecutorService clock) {
        this.deadline = deadline;
        this.end = System.nanoTime() + deadline.toNanos();
        // Again and again, since a cancellation that comes before the statement runs has no effect.
        this.alarm = clock.scheduleWithFixedDelay(
                this::expire, deadline.toNanos(), TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS), TimeUnit.NANOSECONDS);
    }

    /** Runs a statement. It is also stopped while its rows are read, until another one runs. */
    ResultSet query(PreparedStatement statement) throws SQLException {
        running = statement;
        check();
        return statement.executeQuery();
    }

    /** Runs a statement that gives no rows. */
    void execute(PreparedStatement statement) throws SQLException {
        running = statement;
        check();
        statement.execute();
    }

    /** @throws QueryTimedOut the time is over */
    void check() {
        if (System.nanoTime() - end >= 0) {
            throw new QueryTimedOut(deadline);
        }
    }

    @Override
    public void close() {
        running = null;
        alarm.cancel(false);
    }

    private void expire() {
        PreparedStatement statement = running;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException closed) {
                // It has ended by itself.
            }
        }
    }
}
