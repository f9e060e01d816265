package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.file.ObjectLocation;
import java.util.Optional;

/**
 * A digest and what it is worth, taken by itself.
 *
 * @param location where it stands
 * @param outcome {@link DigestOutcome#VALID}, {@link DigestOutcome#INVALID} or {@link DigestOutcome#MOVED}
 * @param reason why, as a stable word
 * @param digest what it says; empty where it can't be read
 * @param sha256 the hash of its inflated bytes; empty text where it does not inflate
 * @param signature its own signature, in hexadecimal; empty text where it has none
 */
record JudgedDigest(
        ObjectLocation location,
        DigestOutcome outcome,
        String reason,
        Optional<DigestFile> digest,
        String sha256,
        String signature) {
    JudgedDigest as(DigestOutcome other, String why) {
        return new JudgedDigest(location, other, why, digest, sha256, signature);
    }

    /** Whether what it says is what CloudTrail said. */
    boolean authentic() {
        return outcome == DigestOutcome.VALID || outcome == DigestOutcome.MOVED;
    }
}
