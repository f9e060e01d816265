package dev.gatehouse.audit.query;

import dev.gatehouse.audit.log.LogReader;
import java.time.Duration;

/**
 * Lets a query wait until the table has what the log had when it was asked: who was told that an event is durable finds it
 * with the next query. It waits a while at most, and an answer says whether that was enough.
 */
public final class Freshness {
    private final LogReader log;
    private final TableProgress progress;
    private final Duration atMost;

    public Freshness(LogReader log, TableProgress progress, Duration atMost) {
        this.log = log;
        this.progress = progress;
        this.atMost = atMost;
    }

    /**
     * Waits for the table.
     *
     * @return whether a query sees each event that is durable now
     */
    public boolean await() {
        try {
            return progress.await(log.size(), atMost);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new TableUnavailable("interrupted while it waited for the table");
        }
    }

    /** How many of the log's events the table does not have yet. */
    public long behind() {
        return Math.max(0, log.size() - progress.position());
    }
}
