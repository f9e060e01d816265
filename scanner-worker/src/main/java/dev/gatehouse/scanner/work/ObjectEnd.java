package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.ObjectName;

/**
 * An object of a scan has ended.
 *
 * @param object which
 * @param coverage how
 * @param unchanged whether it was not read, since it had been scanned with the same rules
 * @param findings how many were made in it
 */
public record ObjectEnd(ObjectName object, Coverage coverage, boolean unchanged, int findings) {
    /** The bytes that were read for it. */
    public long bytes() {
        return switch (coverage) {
            case Coverage.Scanned(long bytes) -> unchanged ? 0 : bytes;
            case Coverage.Partial(long bytes, var reasons) -> unchanged ? 0 : bytes;
            case Coverage.Excluded left -> 0;
            case Coverage.Denied denied -> 0;
            case Coverage.Undecodable broken -> 0;
        };
    }
}
