package dev.gatehouse.audit.detect;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before something is tried again: twice as long each time, and of that a random part from the half
 * on, so that senders which failed together don't come back together.
 *
 * @param first after the first failure
 * @param most however often it failed
 */
public record Backoff(Duration first, Duration most) {
    /** From two seconds to ten minutes. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(10));

    public Backoff {
        if (!first.isPositive() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("the first wait must be positive, and the longest no shorter");
        }
    }

    Duration after(int failures, RandomGenerator random) {
        Duration full = first;
        for (int i = 1; i < failures && full.compareTo(most) < 0; i++) {
            full = full.multipliedBy(2);
        }
        long millis = Math.max(2, full.compareTo(most) < 0 ? full.toMillis() : most.toMillis());
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }
}
