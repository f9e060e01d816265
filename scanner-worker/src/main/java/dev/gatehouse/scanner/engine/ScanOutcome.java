package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.Coverage;

/**
 * How the scan of an object ended.
 *
 * @param bytes how many were read
 * @param findings how many findings were given out
 * @param coverage what was looked at: Scanned, Partial or Excluded
 */
public record ScanOutcome(long bytes, int findings, Coverage coverage) {}
