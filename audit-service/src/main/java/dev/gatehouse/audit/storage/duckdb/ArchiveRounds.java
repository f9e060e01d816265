package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.TableListener;
import dev.gatehouse.audit.query.TableUnavailable;
import java.time.Duration;
import java.time.InstantSource;

/** Looks after the archive, a round at a time: what is old is moved, what is small merged, what is unused deleted. */
public final class ArchiveRounds implements Runnable {
    private final ParquetArchive archive;
    private final ParquetLimits limits;
    private final Duration hotFor;
    private final TableListener listener;
    private final InstantSource clock;

    /** @param hotFor how long events stay in the hot table at least */
    public ArchiveRounds(
            ParquetArchive archive,
            ParquetLimits limits,
            Duration hotFor,
            TableListener listener,
            InstantSource clock) {
        this.archive = archive;
        this.limits = limits;
        this.hotFor = hotFor;
        this.listener = listener;
        this.clock = clock;
    }

    /** One round; the next one tries again what did not work. */
    @Override
    public void run() {
        try {
            archive.moveBefore(clock.instant().minus(hotFor), limits);
            archive.compact(limits);
            archive.sweep();
        } catch (TableUnavailable failure) {
            listener.failing(failure);
        }
    }
}
