package dev.gatehouse.scanner.triage;

/** How a decision about a finding ended. */
public sealed interface TriageResult {
    /** It is as decided. */
    record Decided(TrackedFinding finding) implements TriageResult {}

    /**
     * It changed since the caller saw it, and stays as it is.
     *
     * @param current its version now
     */
    record Stale(long current) implements TriageResult {}

    /** It was in that state already. */
    record SameState() implements TriageResult {}

    /** There is no such finding. */
    record NoSuchFinding() implements TriageResult {}
}
