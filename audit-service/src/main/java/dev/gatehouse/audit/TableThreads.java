package dev.gatehouse.audit;

import dev.gatehouse.audit.query.TableFiller;
import dev.gatehouse.audit.query.TableProgress;
import dev.gatehouse.audit.storage.duckdb.DuckDbEventTable;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The table with the threads that keep it: one fills it from the log, one moves older events to Parquet. They begin a
 * little after the start, or with the first query: the service can take events before the table's library is loaded.
 */
final class TableThreads implements AutoCloseable {
    private static final Duration AFTER_START = Duration.ofSeconds(1);
    private static final long JOIN_MILLIS = 10_000;

    private final DuckDbEventTable table;
    private final Thread filling;
    private final ScheduledExecutorService archiving;

    /** @param rounds looks after older events; it throws nothing */
    TableThreads(
            DuckDbEventTable table,
            TableFiller filler,
            TableProgress progress,
            Runnable rounds,
            Duration betweenRounds) {
        this.table = table;
        this.filling = Thread.ofPlatform().daemon().name("table-filler").unstarted(() -> {
            try {
                progress.awaitWanted(AFTER_START);
                filler.run();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        this.archiving = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("table-archive").factory());
        var _ = archiving.scheduleWithFixedDelay(
                rounds, betweenRounds.toMillis(), betweenRounds.toMillis(), TimeUnit.MILLISECONDS);
    }

    void start() {
        filling.start();
    }

    /** Stops the threads, then closes what they write to. */
    @Override
    public void close() {
        filling.interrupt();
        archiving.shutdownNow();
        try {
            filling.join(JOIN_MILLIS);
            var _ = archiving.awaitTermination(JOIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        table.close();
    }
}
