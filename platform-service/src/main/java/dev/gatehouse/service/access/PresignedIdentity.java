package dev.gatehouse.service.access;

import java.time.Instant;

/**
 * A presigned GetCallerIdentity request that was found fit to be sent. It is a credential, so it never shows its query.
 *
 * @param host an STS endpoint that is allowed
 * @param query the query, written anew from the parameters that were checked
 * @param validUntil when the signature runs out
 */
public record PresignedIdentity(String host, String query, Instant validUntil) {
    @Override
    public String toString() {
        return "PresignedIdentity[" + host + ", [redacted], " + validUntil + "]";
    }
}
