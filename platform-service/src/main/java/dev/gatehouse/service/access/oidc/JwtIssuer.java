package dev.gatehouse.service.access.oidc;

import java.time.Duration;
import java.util.Set;

/**
 * An issuer whose tokens are accepted.
 *
 * @param issuer as in the token's {@code iss}, to the letter
 * @param audience this service's name at the issuer; the token's {@code aud} has to have it
 * @param keys its key set
 * @param clockSkew how far its clock and this one may differ; whole seconds
 * @param maxAge how long after {@code iat} a token is accepted, whatever its {@code exp} says; whole seconds
 */
public record JwtIssuer(
        String issuer,
        String audience,
        KeySetSource keys,
        Set<SigningAlgorithm> algorithms,
        Duration clockSkew,
        Duration maxAge) {
    public static final Duration DEFAULT_CLOCK_SKEW = Duration.ofSeconds(30);
    public static final Duration DEFAULT_MAX_AGE = Duration.ofHours(24);

    /** @throws IllegalArgumentException something is empty or negative, or the clock skew is above five minutes */
    public JwtIssuer {
        algorithms = Set.copyOf(algorithms);
        if (issuer.isBlank() || audience.isBlank() || algorithms.isEmpty()) {
            throw new IllegalArgumentException("an issuer needs its name, an audience and an algorithm");
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(Duration.ofMinutes(5)) > 0 || !maxAge.isPositive()) {
            throw new IllegalArgumentException("an issuer's clock skew is 0 to 5 minutes, its maximum age above zero");
        }
    }

    /** An issuer with every algorithm and the default times. */
    public JwtIssuer(String issuer, String audience, KeySetSource keys) {
        this(issuer, audience, keys, Set.of(SigningAlgorithm.values()), DEFAULT_CLOCK_SKEW, DEFAULT_MAX_AGE);
    }
}
