package dev.gatehouse.client;

import java.time.Duration;

/** What becomes of audit events that the outbox can't take, for instance because it is full. */
public sealed interface BackPressure {
    /**
     * The caller waits until they are taken, and is refused when that takes longer.
     *
     * @param longest up to 10 minutes
     */
    record Block(Duration longest) implements BackPressure {
        private static final Duration MOST = Duration.ofMinutes(10);

        public Block {
            if (!longest.isPositive() || longest.compareTo(MOST) > 0) {
                throw new IllegalArgumentException("the wait must be more than nothing and at most " + MOST);
            }
        }
    }

    /** The caller is refused, and decides whether to do what it was about to do. */
    record Refuse() implements BackPressure {}

    /** They are dropped, and counted: for what is worth less than going on. */
    record Drop() implements BackPressure {}
}
