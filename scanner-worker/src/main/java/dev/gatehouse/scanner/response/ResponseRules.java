package dev.gatehouse.scanner.response;

import java.time.Duration;

/**
 * How responses are carried out.
 *
 * @param mode whether they act
 * @param perHour how many acting steps an hour may have, all responses together
 * @param lease how long a step may take before another process does it again; longer than any effect takes
 * @param settle how long an automatic response waits before its first step, so that a scan has found more places
 * @param recheck how often a response that was stopped asks whether it may go on
 */
public record ResponseRules(ResponseMode mode, int perHour, Duration lease, Duration settle, Duration recheck) {
    /** The most acting steps that an hour may have. */
    public static final int MOST_PER_HOUR = 1_000;

    public ResponseRules {
        if (perHour < 1 || perHour > MOST_PER_HOUR) {
            throw new IllegalArgumentException("an hour has 1 to " + MOST_PER_HOUR + " acting steps");
        }
        if (lease.toSeconds() < 10 || lease.toHours() > 24) {
            throw new IllegalArgumentException("a lease is from 10s to 24h");
        }
        if (settle.isNegative() || settle.toHours() > 1 || !recheck.isPositive()) {
            throw new IllegalArgumentException("settling takes at most 1h, and checking again takes some time");
        }
    }
}
