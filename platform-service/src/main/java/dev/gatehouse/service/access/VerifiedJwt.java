package dev.gatehouse.service.access;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What a JSON Web Token says, after its signature, issuer, audience and times were checked.
 *
 * @param claims those top-level claims that are a text or a list of texts, by name
 * @param validUntil the moment from which it would be refused, the allowed clock skew included
 */
public record VerifiedJwt(String issuer, String subject, Map<String, Set<String>> claims, Instant validUntil) {
    public VerifiedJwt {
        claims = Map.copyOf(claims);
    }

    /** Whether the claim is this text, or a list that holds it. */
    boolean carries(String claim, String text) {
        return claims.getOrDefault(claim, Set.of()).contains(text);
    }
}
