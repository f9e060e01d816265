package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.ObjectName;
import java.util.Optional;

/**
 * An object of a scan, in its coverage ledger.
 *
 * @param object what it is about
 * @param coverage how it ended; empty while it waits
 * @param unchanged whether it was not read, since it had been scanned with the same rules
 * @param findings how many were made in it
 */
public record LedgerLine(ObjectName object, Optional<Coverage> coverage, boolean unchanged, int findings) {}
