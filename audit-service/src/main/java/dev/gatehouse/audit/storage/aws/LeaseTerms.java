package dev.gatehouse.audit.storage.aws;

import java.time.Duration;

/**
 * On what terms a shard is held.
 *
 * @param owner who holds it, for people to read: a task's id
 * @param duration for how long a lease is taken or renewed
 * @param margin how much earlier than that its holder stops writing, and how much later another may take it: more than
 *     the clocks of two machines differ
 */
public record LeaseTerms(String owner, Duration duration, Duration margin) {
    private static final int MAX_OWNER = 256;

    public LeaseTerms {
        if (owner.isBlank() || owner.length() > MAX_OWNER) {
            throw new IllegalArgumentException("a lease's owner has 1 to " + MAX_OWNER + " characters");
        }
        if (margin.isNegative() || margin.multipliedBy(2).compareTo(duration) >= 0) {
            throw new IllegalArgumentException("a lease's margin must be under half of its duration");
        }
    }

    /** A minute, with a margin of ten seconds: to be renewed every fifteen or so. */
    public static LeaseTerms of(String owner) {
        return new LeaseTerms(owner, Duration.ofMinutes(1), Duration.ofSeconds(10));
    }
}
