package dev.gatehouse.service.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A token as it is kept: never the secret itself.
 *
 * @param secretHash of the token's secret part: SHA-256, base64url without padding
 */
public record TokenRecord(TokenSummary summary, String secretHash) {
    /** The same, revoked at a moment. */
    public TokenRecord revoked(Instant at) {
        return new TokenRecord(
                new TokenSummary(
                        summary.id(),
                        summary.name(),
                        summary.policies(),
                        summary.createdAt(),
                        summary.expiresAt(),
                        Optional.of(at)),
                secretHash);
    }

    @Override
    public String toString() {
        return summary.toString();
    }
}
