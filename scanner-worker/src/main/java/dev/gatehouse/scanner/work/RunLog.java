package dev.gatehouse.scanner.work;

import java.time.Instant;
import java.util.Optional;

/** Remembers which of a target's scheduled runs was the last. Shared by processes. */
public interface RunLog {
    /** The instant of the last run that was claimed. */
    Optional<Instant> last(String target);

    /**
     * Claims a run.
     *
     * @param due when it was due
     * @return whether nobody had claimed it or a later one; of several that claim a run, one is told true
     */
    boolean claim(String target, Instant due);
}
