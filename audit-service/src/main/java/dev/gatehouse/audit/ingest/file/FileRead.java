package dev.gatehouse.audit.ingest.file;

import dev.gatehouse.audit.event.DigestVerdict;
import java.time.Instant;
import java.util.Optional;

/**
 * A file whose events are in the log.
 *
 * @param location where it stood
 * @param kind {@link ObjectKind#word}
 * @param sha256 the hash of its inflated bytes, in lower-case hexadecimal
 * @param size inflated bytes
 * @param events how many events it has, whether they were new to the log or not
 * @param first when the first of its events happened; empty where it has none
 * @param last when the last of its events happened
 * @param hour the account, region and hour that its name says
 * @param verdict what the digests said of it when its events were sealed
 * @param read when it was read
 */
public record FileRead(
        ObjectLocation location,
        String kind,
        String sha256,
        long size,
        int events,
        Optional<Instant> first,
        Optional<Instant> last,
        Optional<FileHour> hour,
        DigestVerdict verdict,
        Instant read) {}
