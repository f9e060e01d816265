package dev.gatehouse.audit.tlog;

import java.net.URI;

/**
 * Somebody else who remembers how far a log has got, and signs a checkpoint only if it goes on from there.
 *
 * @param key what its cosignatures are checked with
 * @param submission where it is asked: the URL to which {@code /add-checkpoint} is added, without a slash at its end
 */
public record Witness(VerifierKey key, URI submission) {
    public Witness {
        if (key.type() != SignatureType.COSIGNATURE) {
            throw new IllegalArgumentException("a witness's key is one for cosignatures");
        }
    }

    /** The witness's name. */
    public String name() {
        return key.name();
    }
}
