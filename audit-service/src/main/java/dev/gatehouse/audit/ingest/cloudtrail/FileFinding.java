package dev.gatehouse.audit.ingest.cloudtrail;

import dev.gatehouse.audit.ingest.file.ObjectLocation;

/**
 * What was found of a log file that a digest names.
 *
 * @param file where the digest says that it stands
 * @param sha256 what the digest says the hash of its inflated bytes is
 * @param outcome any but {@link DigestOutcome#GAP}
 * @param reason why, as a stable word
 */
public record FileFinding(ObjectLocation file, String sha256, DigestOutcome outcome, String reason) {}
