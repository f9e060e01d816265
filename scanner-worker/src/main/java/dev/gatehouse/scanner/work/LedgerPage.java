package dev.gatehouse.scanner.work;

import java.util.List;
import java.util.Optional;

/**
 * A part of a scan's ledger.
 *
 * @param lines in the order of listing
 * @param next the cursor of the part after; empty for the last
 */
public record LedgerPage(List<LedgerLine> lines, Optional<String> next) {
    public LedgerPage {
        lines = List.copyOf(lines);
    }
}
