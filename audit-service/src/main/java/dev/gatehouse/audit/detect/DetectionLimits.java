package dev.gatehouse.audit.detect;

import java.time.Duration;

/**
 * What rules may keep in memory.
 *
 * @param groups groups of a threshold that are kept for a rule, and dedupe windows; the one that was idle longest goes
 * @param counted events that are kept for a rule in all its groups
 * @param lateness how long a group or a window is kept beyond its length, by the log's time, for events that come late
 * @param batchEvents events that are read at once
 * @param batchBytes their bytes
 */
public record DetectionLimits(int groups, int counted, Duration lateness, int batchEvents, long batchBytes) {
    /** Limits that suit one machine. CloudTrail delivers within about 15 minutes, so an hour is late. */
    public static final DetectionLimits DEFAULT =
            new DetectionLimits(10_000, 100_000, Duration.ofHours(1), 1_000, 8L << 20);

    public DetectionLimits {
        if (groups < 1 || counted < 1 || lateness.isNegative() || batchEvents < 1 || batchBytes < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
