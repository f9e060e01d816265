package dev.gatehouse.audit.log;

import java.time.Duration;

/**
 * The log's limits and rhythm.
 *
 * @param maxEventBytes bytes that one event's raw form may have
 * @param maxBatch events that are handed over in one call
 * @param maxWaiting bytes that may wait for the disk before more are refused
 * @param commitSize events that one commit takes together at most
 * @param gather how long a commit waits for more events after its first; zero takes what is there
 * @param commitInterval how often a checkpoint is signed while events come in; less often where that takes long
 * @param segmentBytes size at which a payload segment is closed and the next begins
 */
public record LogLimits(
        int maxEventBytes,
        int maxBatch,
        long maxWaiting,
        int commitSize,
        Duration gather,
        Duration commitInterval,
        long segmentBytes) {
    /** Limits that suit one machine. */
    public static final LogLimits DEFAULT =
            new LogLimits(2 << 20, 10_000, 256L << 20, 16_384, Duration.ZERO, Duration.ofMillis(50), 64L << 20);

    public LogLimits {
        require(maxEventBytes > 0 && maxEventBytes <= 64 << 20, "maxEventBytes must be 1 to 64 MiB");
        require(maxBatch > 0, "maxBatch must be positive");
        require(maxWaiting >= maxEventBytes, "maxWaiting must hold one event");
        require(commitSize > 0, "commitSize must be positive");
        require(!gather.isNegative(), "gather must not be negative");
        require(commitInterval.isPositive(), "commitInterval must be positive");
        require(segmentBytes > 0 && segmentBytes <= 1L << 30, "segmentBytes must be 1 byte to 1 GiB");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
