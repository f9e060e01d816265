package dev.gatehouse.scanner.work;

import java.util.List;
import java.util.Optional;

/**
 * A part of a scan's ledger.
 *
 * @param lines in an order that stays the same
 * @param next the cursor of the part after; empty for the last. A part may be short, or empty, and have a next
 */
public record LedgerPage(List<LedgerLine> lines, Optional<String> next) {
    public LedgerPage {
        lines = List.copyOf(lines);
    }
}
