package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.QueryTimedOut;
import dev.gatehouse.audit.query.TableUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets queries in, as many at once as there may be, and stops them at their deadline. */
final class TableReader implements AutoCloseable {
    private final DuckDbDatabase database;
    private final FilesInUse files;
    private final Semaphore turns;
    private final ScheduledExecutorService clock;

    TableReader(DuckDbDatabase database, FilesInUse files) {
        this.database = database;
        this.files = files;
        this.turns = new Semaphore(database.settings().queries(), true);
        this.clock = clock();
    }

    /** What a query does with a state of the table. */
    @FunctionalInterface
    interface Query<T> {
        T on(Reading reading) throws SQLException;
    }

    /** Runs a query, and lets the state go. */
    <T> T read(String operation, Duration deadline, Query<T> query) {
        try (Reading reading = open(operation, deadline)) {
            return reading.run(query);
        }
    }

    /** A state of the table, to be closed by the caller. */
    Reading open(String operation, Duration deadline) {
        takeTurn(deadline);
        boolean opened = false;
        try {
            Reading reading =
                    new Reading(operation, database, files, new QueryDeadline(deadline, clock), turns::release);
            opened = true;
            return reading;
        } finally {
            if (!opened) {
                turns.release();
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void takeTurn(Duration deadline) {
        try {
            if (!turns.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new QueryTimedOut(deadline);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new TableUnavailable("interrupted before its turn");
        }
    }

    private static ScheduledExecutorService clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("query-deadlines").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
