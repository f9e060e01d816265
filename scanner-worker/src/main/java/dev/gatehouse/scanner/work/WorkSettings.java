package dev.gatehouse.scanner.work;

import java.time.Duration;

/**
 * How workers work.
 *
 * @param lease how long an item is a worker's; it is extended while the worker lives
 * @param attempts how often an item is taken before it is given up
 * @param retryAfter how long an item rests that failed; as many times as long as it was tried
 * @param queued how many items may wait before listing pauses
 * @param pause how long listing pauses
 */
public record WorkSettings(Duration lease, int attempts, Duration retryAfter, long queued, Duration pause) {
    /** A lease of a minute, five attempts, 5 s, 10,000 items, 2 s. */
    public static final WorkSettings DEFAULT =
            new WorkSettings(Duration.ofMinutes(1), 5, Duration.ofSeconds(5), 10_000, Duration.ofSeconds(2));

    public WorkSettings {
        if (!lease.isPositive() || retryAfter.isNegative() || pause.isNegative()) {
            throw new IllegalArgumentException("a lease must be positive, a pause not negative");
        }
        if (attempts < 1 || attempts > 100 || queued < 1) {
            throw new IllegalArgumentException("attempts must be 1 to 100, queued at least 1");
        }
    }
}
