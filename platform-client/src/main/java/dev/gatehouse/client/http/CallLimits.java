package dev.gatehouse.client.http;

import java.time.Duration;

/**
 * The bounds of a call.
 *
 * @param connect how long a connection may take to open; up to 10 minutes
 * @param read how long a request may take as a whole, apart from what the service is asked to wait; up to 10 minutes
 * @param maxBytes of an answer's body
 */
public record CallLimits(Duration connect, Duration read, int maxBytes) {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** 3 s to connect, 10 s for a request, 32 MiB. */
    public static final CallLimits DEFAULT = new CallLimits(Duration.ofSeconds(3), Duration.ofSeconds(10), 32 << 20);

    /** @throws IllegalArgumentException a bound does not hold */
    public CallLimits {
        require(connect, "connect");
        require(read, "read");
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1");
        }
    }

    private static void require(Duration duration, String name) {
        if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be more than nothing and at most " + LONGEST);
        }
    }
}
