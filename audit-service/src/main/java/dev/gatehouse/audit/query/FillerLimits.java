package dev.gatehouse.audit.query;

import java.time.Duration;

/**
 * The rhythm of filling a table.
 *
 * @param maxEvents that go in at once
 * @param maxBytes of the log that are read at once
 * @param interval between two appends while events keep coming; the first after a pause goes in at once
 * @param firstRetry how long to wait after a failure; twice as long after each that follows
 * @param lastRetry the longest wait
 */
public record FillerLimits(int maxEvents, long maxBytes, Duration interval, Duration firstRetry, Duration lastRetry) {
    /** 8,192 events or 16 MiB at once, five times a second, retries after 100 ms to 10 s. */
    public static final FillerLimits DEFAULT =
            new FillerLimits(8_192, 16L << 20, Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofSeconds(10));

    public FillerLimits {
        require(maxEvents > 0, "maxEvents must be positive");
        require(maxBytes > 0, "maxBytes must be positive");
        require(!interval.isNegative(), "interval must not be negative");
        require(firstRetry.isPositive(), "firstRetry must be positive");
        require(lastRetry.compareTo(firstRetry) >= 0, "lastRetry must not be shorter than firstRetry");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
