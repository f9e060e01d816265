package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.DigestVerdict;
import java.util.Optional;

/**
 * A log file that a digest names.
 *
 * @param file where the digest says that it stands
 * @param sha256 what the digest says the hash of its inflated bytes is, in lower-case hexadecimal
 * @param digest where the digest stood
 * @param digestVerdict what the digest itself is worth: {@link DigestVerdict#VALID} where its signature is good,
 *     {@link DigestVerdict#INVALID} where it is bad, {@link DigestVerdict#UNCHECKED} where its public key is not known
 * @param hour the account, region and hour that the file's name says
 */
public record NamedFile(
        ObjectLocation file,
        String sha256,
        ObjectLocation digest,
        DigestVerdict digestVerdict,
        Optional<FileHour> hour) {}
