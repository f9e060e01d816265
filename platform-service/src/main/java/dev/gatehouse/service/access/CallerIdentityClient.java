package dev.gatehouse.service.access;

import java.util.Optional;

/** Sends a presigned request to STS, with the header that binds it to this service. */
public interface CallerIdentityClient {
    /**
     * Who signed the request; blocks.
     *
     * @return empty where STS refuses it
     * @throws dev.gatehouse.service.failure.StoreException.Unavailable STS can't be reached, or does not answer as STS
     *     does
     */
    Optional<CallerIdentity> identify(PresignedIdentity request);
}
