package dev.gatehouse.audit.ingest;

/**
 * How large what is sent may be.
 *
 * @param maxEventBytes bytes of one event
 * @param maxTextCharacters characters of one of its fields, {@code details} aside
 * @param maxDepth levels of nesting in {@code details}
 * @param maxEvents events of one request
 * @param maxInflatedBytes bytes of a request's body when it is inflated
 * @param maxRatio how many times its size a compressed body may have when it is inflated
 */
public record EventLimits(
        int maxEventBytes, int maxTextCharacters, int maxDepth, int maxEvents, long maxInflatedBytes, int maxRatio) {
    /** Limits that suit most. */
    public static final EventLimits DEFAULT = new EventLimits(1 << 20, 2_048, 32, 100_000, 256L << 20, 200);

    public EventLimits {
        if (maxEventBytes < 1 || maxTextCharacters < 1 || maxDepth < 1 || maxEvents < 1 || maxInflatedBytes < 1) {
            throw new IllegalArgumentException("a limit must be at least 1");
        }
        if (maxRatio < 2) {
            throw new IllegalArgumentException("the ratio must be at least 2");
        }
    }
}
