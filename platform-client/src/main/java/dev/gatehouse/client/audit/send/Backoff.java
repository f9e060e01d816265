package dev.gatehouse.client.audit.send;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: twice as long each time, up to a bound, and never at the same beat as others. */
public final class Backoff {
    private static final int MAX_DOUBLINGS = 30;

    private final Duration first;
    private final Duration slowest;
    private final Duration longestAsked;
    private final RandomGenerator random;
    private int failures;

    Backoff(SenderSettings settings, RandomGenerator random) {
        this(settings.firstDelay(), settings.slowestDelay(), settings.longestAsked(), random);
    }

    /**
     * One that has seen no failure; for one thread.
     *
     * @param first after the first failure, about; at least 1 ms
     * @param slowest the longest wait, about
     * @param longestAsked the longest wait that the other side can ask for
     */
    public Backoff(Duration first, Duration slowest, Duration longestAsked, RandomGenerator random) {
        this.first = first;
        this.slowest = slowest;
        this.longestAsked = longestAsked;
        this.random = random;
    }

    /** After a success. */
    public void reset() {
        failures = 0;
    }

    /** After one more failure. */
    public Duration next() {
        long longest = first.toMillis() << Math.min(failures, MAX_DOUBLINGS);
        failures = Math.min(failures + 1, MAX_DOUBLINGS);
        return jittered(Math.min(longest, slowest.toMillis()));
    }

    /** What an operator has to look at first. */
    public Duration slowest() {
        return jittered(slowest.toMillis());
    }

    /** What the receiver asks for, within bounds; a little more, so that not all come back at once. */
    public Duration asked(Duration after) {
        Duration bounded = after.compareTo(longestAsked) > 0 ? longestAsked : after;
        return bounded.plusMillis(random.nextLong(first.toMillis() + 1));
    }

    /** From half of it to all of it. */
    private Duration jittered(long millis) {
        long half = millis / 2;
        return Duration.ofMillis(half + random.nextLong(millis - half + 1));
    }
}
