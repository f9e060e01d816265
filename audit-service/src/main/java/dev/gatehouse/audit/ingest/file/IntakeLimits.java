package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.log.LogLimits;
import java.time.Duration;

/**
 * How much is handed to the log at once.
 *
 * @param maxEventBytes bytes that one event may have; a larger one is a dead letter
 * @param maxBatch events that a batch may have
 * @param batchBytes bytes at which a batch is full; one event may always go
 * @param patience how long the log may take to make a batch durable
 */
public record IntakeLimits(int maxEventBytes, int maxBatch, long batchBytes, Duration patience) {
    private static final long MOST_BATCH_BYTES = 16L << 20;

    public IntakeLimits {
        require(maxEventBytes > 0, "maxEventBytes must be positive");
        require(maxBatch > 0, "maxBatch must be positive");
        require(batchBytes > 0, "batchBytes must be positive");
        require(patience.isPositive(), "patience must be positive");
    }

    /** Limits that the log's allow. */
    public static IntakeLimits of(LogLimits log, Duration patience) {
        return new IntakeLimits(
                log.maxEventBytes(), log.maxBatch(), Math.min(MOST_BATCH_BYTES, log.maxWaiting()), patience);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
