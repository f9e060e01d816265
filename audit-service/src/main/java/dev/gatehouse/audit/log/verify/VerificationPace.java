package dev.gatehouse.audit.log.verify;

import java.time.Duration;

/**
 * How quickly a log is verified beside its work.
 *
 * @param bytesPerSecond bytes that are read a second, over time; a step of a mebibyte is read at once
 * @param betweenPasses how long is rested after a pass
 */
public record VerificationPace(long bytesPerSecond, Duration betweenPasses) {
    private static final double NANOS = 1e9;

    public VerificationPace {
        if (bytesPerSecond < 1 || betweenPasses.isNegative()) {
            throw new IllegalArgumentException("bytesPerSecond must be positive, and betweenPasses not negative");
        }
    }

    /** How much too early so many bytes were read in a time; negative or zero where they were not. */
    Duration early(long bytes, long elapsedNanos) {
        return Duration.ofNanos((long) (NANOS * bytes / bytesPerSecond) - elapsedNanos);
    }
}
