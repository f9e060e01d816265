package dev.gatehouse.scanner.report;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a finding.
 *
 * @param created when it was found first
 * @param updated when it was seen or decided about last
 * @param status what was decided
 * @param reason why, in somebody's words
 */
record Standing(Instant created, Instant updated, Status status, Optional<String> reason) {
    /** What can be decided. */
    enum Status {
        NEW,
        IN_PROGRESS,
        SUPPRESSED,
        RESOLVED
    }

    /** Found just now. */
    static Standing found(Instant at) {
        return new Standing(at, at, Status.NEW, Optional.empty());
    }
}
