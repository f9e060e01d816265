package dev.gatehouse.service.access;

import java.util.Optional;

/** Tells who a bearer token belongs to. Safe for use by many threads. */
public interface Authenticator {
    /**
     * The principal of a token that was authenticated a moment ago and is still valid. Never blocks; empty means only
     * that {@link #authenticate} has to be asked.
     */
    Optional<Principal> recent(String bearer);

    /**
     * Authenticates the token; may block for a store, an identity provider or STS.
     *
     * @throws dev.gatehouse.service.failure.StoreException the store of tokens, the provider or STS can't be asked
     */
    Authentication authenticate(String bearer);
}
