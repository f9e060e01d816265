package dev.gatehouse.client.audit.send;

import java.time.Duration;

/**
 * How an {@link AuditSender} sends.
 *
 * @param maxEvents events of one request, at least 1
 * @param maxBytes of one request's events in wire form, at least 1; an event that is larger goes alone
 * @param firstDelay after the first failure, about; from 1 ms to an hour
 * @param slowestDelay the longest wait between attempts, about, and that after a refusal; from {@code firstDelay} to an
 *     hour
 * @param longestAsked the longest wait that a receiver can ask for
 */
public record SenderSettings(
        int maxEvents, long maxBytes, Duration firstDelay, Duration slowestDelay, Duration longestAsked) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** 500 events or 1 MiB a request; 200 ms to 1 minute between attempts; at most 10 minutes where asked. */
    public static final SenderSettings DEFAULT =
            new SenderSettings(500, 1 << 20, Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofMinutes(10));

    /** @throws IllegalArgumentException a bound does not hold */
    public SenderSettings {
        require(maxEvents >= 1 && maxBytes >= 1, "maxEvents and maxBytes must be at least 1");
        require(firstDelay.toMillis() >= 1, "firstDelay must be at least 1 ms");
        require(
                slowestDelay.compareTo(firstDelay) >= 0 && slowestDelay.compareTo(HOUR) <= 0,
                "slowestDelay must be from firstDelay to an hour");
        require(
                !longestAsked.isNegative() && longestAsked.compareTo(HOUR) <= 0,
                "longestAsked must be at most an hour");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
