package dev.gatehouse.client.secret;

import java.time.Duration;

/**
 * How secrets are kept up to date.
 *
 * @param period how often the service is asked whether there are other versions, at least 1 s; it may ask for less time
 * @param keepPrevious how long the version before is kept after a rotation
 * @param maxStale how long after the service's last word a value is still given out
 */
public record SecretSettings(Duration period, Duration keepPrevious, Duration maxStale) {
    /** Every minute; the version before for an hour; 24 hours. */
    public static final SecretSettings DEFAULT =
            new SecretSettings(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(24));

    /** @throws IllegalArgumentException a bound does not hold */
    public SecretSettings {
        require(period.toSeconds() >= 1, "the period must be at least 1 s");
        require(!keepPrevious.isNegative(), "keepPrevious must not be negative");
        require(maxStale.compareTo(period) > 0, "maxStale must be more than the period, " + period);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
