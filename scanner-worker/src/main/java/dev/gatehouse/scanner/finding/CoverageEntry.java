package dev.gatehouse.scanner.finding;

/**
 * A line of the coverage ledger.
 *
 * @param object what it is about
 * @param coverage how it ended
 */
public record CoverageEntry(ObjectName object, Coverage coverage) {}
