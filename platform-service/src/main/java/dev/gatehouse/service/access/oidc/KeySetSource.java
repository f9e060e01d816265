package dev.gatehouse.service.access.oidc;

import dev.gatehouse.service.failure.StoreException;

/** Where an issuer's JSON Web Key Set comes from: a web address, or a fixed text out of a file. */
@FunctionalInterface
public interface KeySetSource {
    /**
     * The key set's JSON as it is now; may block.
     *
     * @throws StoreException.Unavailable it can't be had now
     */
    String fetch();
}
