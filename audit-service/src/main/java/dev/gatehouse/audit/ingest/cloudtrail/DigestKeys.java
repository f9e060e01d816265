package dev.gatehouse.audit.ingest.cloudtrail;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;

/** CloudTrail's public keys. Each region has its own, and they change with time. */
@FunctionalInterface
public interface DigestKeys {
    /**
     * The RSA key of a fingerprint, which was valid at a time; empty where there is none.
     *
     * @param fingerprint {@code digestPublicKeyFingerprint}
     * @param time a digest's end; of a backfill digest, when it was made
     */
    Optional<PublicKey> key(String fingerprint, Instant time);
}
