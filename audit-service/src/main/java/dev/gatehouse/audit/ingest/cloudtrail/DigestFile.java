package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.file.ObjectLocation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A digest, as the CloudTrail User Guide's "CloudTrail digest file structure" has it.
 *
 * @param account the account of the log files, twelve digits
 * @param start when its hour began
 * @param end when its hour ended
 * @param endText the end as it stands in the file: what is signed
 * @param location where CloudTrail put it
 * @param fingerprint names the public key, in lower-case hexadecimal
 * @param signatureAlgorithm {@code SHA256withRSA}
 * @param newest when the newest event of its log files happened; empty where it has no files
 * @param oldest when the oldest event of its log files happened; empty where it has no files
 * @param previous where the digest before it stands; empty in a chain's first one
 * @param previousSha256 the hash of the inflated digest before it
 * @param previousSignature the signature of the digest before it, as it stands in the file
 * @param logFiles the files that were delivered
 */
public record DigestFile(
        String account,
        Instant start,
        Instant end,
        String endText,
        ObjectLocation location,
        String fingerprint,
        String signatureAlgorithm,
        Optional<Instant> newest,
        Optional<Instant> oldest,
        Optional<ObjectLocation> previous,
        Optional<String> previousSha256,
        Optional<String> previousSignature,
        List<LogFile> logFiles) {
    /** The one algorithm that CloudTrail signs with. */
    public static final String ALGORITHM = "SHA256withRSA";

    public DigestFile {
        logFiles = List.copyOf(logFiles);
    }

    /**
     * A log file that was delivered.
     *
     * @param location where CloudTrail put it
     * @param sha256 the hash of its inflated bytes, in lower-case hexadecimal
     * @param newest when its newest event happened
     * @param oldest when its oldest event happened
     */
    public record LogFile(ObjectLocation location, String sha256, Optional<Instant> newest, Optional<Instant> oldest) {}
}
