package dev.gatehouse.config.rotation;

import java.time.Duration;

/**
 * The times of a rotation.
 *
 * @param lease how long a node has a step for itself; a node that died keeps others out for so long
 * @param step how long a step is tried before it is given up; at least three times in any case
 * @param minOverlap how long both versions work at least, so that those who hold the old one have time to say so
 * @param taskDue how long a person has to supply a value
 * @param functionPatience how long Secrets Manager's function may take between two steps
 */
public record RotationLimits(
        Duration lease, Duration step, Duration minOverlap, Duration taskDue, Duration functionPatience) {
    private static final int MIN_ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException a time is not positive, or the overlap is negative */
    public RotationLimits {
        if (!lease.isPositive() || !step.isPositive() || !taskDue.isPositive() || !functionPatience.isPositive()) {
            throw new IllegalArgumentException("the lease and the limits must be longer than nothing");
        }
        if (minOverlap.isNegative()) {
            throw new IllegalArgumentException("min-overlap must not be negative");
        }
    }

    /** How long to wait after so many attempts in vain: twice as long each time, up to a minute. */
    static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** Whether a step is given up after so many attempts in so long a time. */
    boolean exhausted(int attempts, Duration tried) {
        return attempts >= MIN_ATTEMPTS && tried.compareTo(step) >= 0;
    }
}
