package dev.gatehouse.scanner.work;

import java.util.List;
import java.util.Optional;

/**
 * A part of the list of scans.
 *
 * @param scans the latest first
 * @param next the cursor of the part after; empty for the last
 */
public record ScanPage(List<ScanRecord> scans, Optional<String> next) {
    public ScanPage {
        scans = List.copyOf(scans);
    }
}
