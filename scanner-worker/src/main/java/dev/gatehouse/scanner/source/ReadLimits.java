package dev.gatehouse.scanner.source;

/**
 * Bounds on what is read of one object of a source.
 *
 * @param objectBytes the most bytes that are scanned of an object, or of an archive's entry; the rest is reported as not scanned
 * @param archiveDepth how many archives within each other are opened; 0: none
 * @param archiveBytes the most bytes that are unpacked of an object, all its archives and attempts together
 * @param archiveEntries the most entries, all its archives together
 */
public record ReadLimits(long objectBytes, int archiveDepth, long archiveBytes, long archiveEntries) {
    /** What is right for most. */
    public static final ReadLimits DEFAULT = new ReadLimits(Long.MAX_VALUE, 3, 4L << 30, 1_000_000);

    /** The deepest that may be asked for. */
    public static final int MAX_DEPTH = 16;

    public ReadLimits {
        if (objectBytes < 1 || archiveBytes < 1 || archiveEntries < 1) {
            throw new IllegalArgumentException("limits on bytes and entries are at least 1");
        }
        if (archiveDepth < 0 || archiveDepth > MAX_DEPTH) {
            throw new IllegalArgumentException("archiveDepth is from 0 to " + MAX_DEPTH);
        }
    }
}
