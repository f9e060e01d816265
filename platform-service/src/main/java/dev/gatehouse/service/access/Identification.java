package dev.gatehouse.service.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Whom a credential belongs to, before it is known what they may do. */
public sealed interface Identification {
    /**
     * @param name the principal's name
     * @param policies what they are given
     * @param validUntil the moment from which the credential would be refused
     * @param tokenId the id by which the credential can be revoked, where it can
     */
    record Known(String name, Set<String> policies, Instant validUntil, Optional<String> tokenId)
            implements Identification {
        public Known {
            policies = Set.copyOf(policies);
        }
    }

    /** @param reason a stable word for the audit trail */
    record Refused(String reason) implements Identification {}
}
