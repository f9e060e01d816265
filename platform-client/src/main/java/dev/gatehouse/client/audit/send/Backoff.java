package dev.gatehouse.client.audit.send;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: twice as long each time, up to a bound, and never at the same beat as others. */
final class Backoff {
    private static final int MAX_DOUBLINGS = 30;

    private final SenderSettings settings;
    private final RandomGenerator random;
    private int failures;

    Backoff(SenderSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    void reset() {
        failures = 0;
    }

    /** After one more failure. */
    Duration next() {
        long longest = settings.firstDelay().toMillis() << Math.min(failures, MAX_DOUBLINGS);
        failures = Math.min(failures + 1, MAX_DOUBLINGS);
        return jittered(Math.min(longest, settings.slowestDelay().toMillis()));
    }

    /** What an operator has to look at first. */
    Duration slowest() {
        return jittered(settings.slowestDelay().toMillis());
    }

    /** What the receiver asks for, within bounds; a little more, so that not all come back at once. */
    Duration asked(Duration after) {
        Duration bounded = after.compareTo(settings.longestAsked()) > 0 ? settings.longestAsked() : after;
        return bounded.plusMillis(random.nextLong(settings.firstDelay().toMillis() + 1));
    }

    /** From half of it to all of it. */
    private Duration jittered(long millis) {
        long half = millis / 2;
        return Duration.ofMillis(half + random.nextLong(millis - half + 1));
    }
}
