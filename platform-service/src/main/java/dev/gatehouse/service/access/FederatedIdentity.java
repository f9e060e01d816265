package dev.gatehouse.service.access;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives policies to whom an identity provider or AWS vouches for. */
sealed interface FederatedIdentity {
    Set<String> policies();

    /**
     * Bearers of an issuer's tokens whose subject is this one, where one is given, and that carry all of these claims.
     *
     * @param claims top-level claims by name; each is this text, or a list that holds it
     */
    record Jwt(String issuer, Optional<String> subject, Map<String, String> claims, Set<String> policies)
            implements FederatedIdentity {
        public Jwt {
            claims = Map.copyOf(claims);
            policies = Set.copyOf(policies);
        }

        boolean covers(VerifiedJwt jwt) {
            return jwt.issuer().equals(issuer)
                    && subject.map(jwt.subject()::equals).orElse(true)
                    && claims.entrySet().stream().allMatch(claim -> jwt.carries(claim.getKey(), claim.getValue()));
        }
    }

    /** Callers whose AWS identity matches. */
    record Aws(ArnPattern arn, Set<String> policies) implements FederatedIdentity {
        public Aws {
            policies = Set.copyOf(policies);
        }
    }
}
