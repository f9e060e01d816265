package dev.gatehouse.scanner.triage;

/** Is told of findings that are new, or open again, after they are durable; on the scanning thread, so it does not wait. */
@FunctionalInterface
public interface FindingListener {
    /** Nobody listens. */
    FindingListener NONE = finding -> {};

    /** A finding is new, or open again. It may be told more than once, and is not told where the process ends. */
    void opened(TrackedFinding finding);
}
