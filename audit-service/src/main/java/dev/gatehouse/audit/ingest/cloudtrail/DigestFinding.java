package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.file.ObjectLocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found of a digest, or of a time without one.
 *
 * @param account the account of the log files
 * @param location where the digest stands or should stand; of a gap, the digest after it
 * @param sha256 the hash of its inflated bytes; empty text where they can't be had
 * @param outcome any of the five
 * @param reason why, as a stable word
 * @param start when the digest's hour, or the gap, began; empty where it can't be had
 * @param end when the digest's hour, or the gap, ended
 * @param backfill whether it adds files that came too late for their hour's digest
 * @param files what was found of the files that it names; empty where it is not authentic
 */
public record DigestFinding(
        String account,
        ObjectLocation location,
        String sha256,
        DigestOutcome outcome,
        String reason,
        Optional<Instant> start,
        Instant end,
        boolean backfill,
        List<FileFinding> files) {
    public DigestFinding {
        files = List.copyOf(files);
    }
}
