package dev.gatehouse.service.access;

import java.time.Duration;

/**
 * How much is remembered of authentications, and for how long.
 *
 * @param freshFor how long one is good without asking again; the longest that a revocation elsewhere goes unnoticed
 * @param outageGrace how long one stays good while the store, the identity provider or STS can't be asked; zero for not
 *     at all. Never past the credential's own end.
 * @param refusedFor how long a refusal is remembered; also, during an outage, how long nobody is asked again
 * @param maxAccepted authentications remembered
 * @param maxRefused refusals remembered
 */
public record AuthenticationLimits(
        Duration freshFor, Duration outageGrace, Duration refusedFor, int maxAccepted, int maxRefused) {
    public static final AuthenticationLimits DEFAULT = new AuthenticationLimits(
            Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofSeconds(5), 10_000, 10_000);
}
