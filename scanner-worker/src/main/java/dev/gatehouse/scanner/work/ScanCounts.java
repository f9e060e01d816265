package dev.gatehouse.scanner.work;

/**
 * How many of a scan's objects ended how.
 *
 * @param listed all, those that were left out too
 * @param scanned to the end
 * @param unchanged of these, not read again since they had been scanned with the same rules
 * @param partial in part
 * @param excluded left out by the configuration
 * @param denied not readable
 * @param undecodable not what they say they are
 * @param bytes that were read
 * @param findings that were made
 */
public record ScanCounts(
        long listed,
        long scanned,
        long unchanged,
        long partial,
        long excluded,
        long denied,
        long undecodable,
        long bytes,
        long findings) {
    /** Nothing yet. */
    public static final ScanCounts NONE = new ScanCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** How many objects have ended. */
    public long ended() {
        return scanned + partial + excluded + denied + undecodable;
    }

    /** How many objects still wait. */
    public long pending() {
        return listed - ended();
    }

    /** Whether what has ended was looked at as the configuration asks for. */
    public boolean isComplete() {
        return partial + denied + undecodable == 0;
    }
}
