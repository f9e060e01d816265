package dev.gatehouse.scanner.triage;

import java.util.List;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param findings in the order in which they were first seen
 * @param next the cursor of the part after; empty for the last. A part may be short, or empty, and have a next
 */
public record FindingPage(List<TrackedFinding> findings, Optional<String> next) {
    public FindingPage {
        findings = List.copyOf(findings);
    }
}
