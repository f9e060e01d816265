package dev.gatehouse.scanner.work;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decides whether a scheduled target is to be scanned now: when a run is due that nobody has claimed, also one that was missed
 * while nothing ran. Of several missed ones the last is caught up. Where the scan before still runs, the run is passed over.
 */
public final class TargetRuns {
    private final Scans scans;
    private final RunLog log;
    private final InstantSource clock;

    public TargetRuns(Scans scans, RunLog log, InstantSource clock) {
        this.scans = scans;
        this.log = log;
        this.clock = clock;
    }

    /** What was decided. */
    public enum Decision {
        /** No run is due, or another process has it. */
        NOT_DUE,
        /** The scan before still runs. */
        OVERLAPS,
        /** A scan was started. */
        STARTED
    }

    /** Starts a scan of a target, if one is due. */
    public Decision check(ScheduledTarget scheduled) {
        String name = scheduled.target().name();
        Instant now = clock.instant();
        Optional<Instant> last = log.last(name);
        if (last.isEmpty()) {
            // A target that was never seen has missed nothing: its first run is the next that is due.
            log.claim(name, now);
            return Decision.NOT_DUE;
        }
        Optional<Instant> due = scheduled.dueAt(now).filter(run -> run.isAfter(last.get()));
        if (due.isEmpty()) {
            return Decision.NOT_DUE;
        }
        boolean overlaps = scans.isRunning(name);
        if (!log.claim(name, due.get())) {
            return Decision.NOT_DUE;
        }
        if (overlaps) {
            return Decision.OVERLAPS;
        }
        scans.start(scheduled.target(), "schedule");
        return Decision.STARTED;
    }
}
