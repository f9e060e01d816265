package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.Finding;

/** Takes findings as they are made, on the scanning thread. What it throws ends the scan. */
@FunctionalInterface
public interface FindingSink {
    /** A finding with one location. */
    void found(Finding finding);
}
