package dev.gatehouse.client.config;

import java.time.Duration;

/**
 * How the configuration is kept up to date.
 *
 * @param pollWait of a long poll, from 1 s to 60 s
 * @param staleAfter the age from which it is called stale; more than {@code pollWait}
 * @param maxStale the age from which reads throw {@link ConfigTooOld}; at least {@code staleAfter}
 * @param saveEvery how often the time of the newest confirmation is kept on disk, where nothing else changed
 */
public record ConfigSettings(Duration pollWait, Duration staleAfter, Duration maxStale, Duration saveEvery) {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** Long polls of 30 s; stale after 2 minutes, too old after 24 hours; saved every 5 minutes. */
    public static final ConfigSettings DEFAULT = new ConfigSettings(
            Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofHours(24), Duration.ofMinutes(5));

    /** @throws IllegalArgumentException a bound does not hold */
    public ConfigSettings {
        require(
                pollWait.toSeconds() >= 1 && pollWait.compareTo(LONGEST_WAIT) <= 0,
                "the wait must be from 1 s to " + LONGEST_WAIT);
        require(
                staleAfter.compareTo(pollWait) > 0,
                "staleAfter must be more than the wait of a long poll, " + pollWait);
        require(maxStale.compareTo(staleAfter) >= 0, "maxStale must be at least staleAfter, " + staleAfter);
        require(saveEvery.isPositive(), "saveEvery must be more than nothing");
    }

    /** The same with other bounds of staleness. */
    public ConfigSettings staleness(Duration newStaleAfter, Duration newMaxStale) {
        return new ConfigSettings(pollWait, newStaleAfter, newMaxStale, saveEvery);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
