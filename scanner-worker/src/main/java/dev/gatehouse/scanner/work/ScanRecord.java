package dev.gatehouse.scanner.work;

import java.time.Instant;
import java.util.Optional;

/**
 * A scan of a target.
 *
 * @param id 36 characters; later scans sort behind earlier ones
 * @param target what is scanned, as it was configured then
 * @param requester who asked for it: a principal's name, or {@code schedule}
 * @param status how far it is
 * @param detail why it failed, for people
 * @param requested when it was asked for
 * @param finished when it was over
 * @param cursor where the listing goes on
 * @param listed whether the whole target is listed
 * @param counts how many objects ended how
 * @param version counts the changes of all but the counts, from 1
 */
public record ScanRecord(
        String id,
        Target target,
        String requester,
        ScanStatus status,
        Optional<String> detail,
        Instant requested,
        Optional<Instant> finished,
        Optional<String> cursor,
        boolean listed,
        ScanCounts counts,
        long version) {

    /** A scan that begins. */
    public static ScanRecord begin(String id, Target target, String requester, Instant now) {
        return new ScanRecord(
                id,
                target,
                requester,
                ScanStatus.RUNNING,
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                false,
                ScanCounts.NONE,
                1);
    }

    /** This scan, over. */
    ScanRecord over(ScanStatus end, Optional<String> why, Instant now) {
        return new ScanRecord(
                id, target, requester, end, why, requested, Optional.of(now), cursor, listed, counts, version + 1);
    }

    /** This scan, going on where it was. */
    ScanRecord resumed() {
        return new ScanRecord(
                id,
                target,
                requester,
                ScanStatus.RUNNING,
                Optional.empty(),
                requested,
                Optional.empty(),
                cursor,
                listed,
                counts,
                version + 1);
    }

    /** Whether every object of the target is listed and has ended. */
    boolean isThrough() {
        return status == ScanStatus.RUNNING && listed && counts.pending() == 0;
    }
}
