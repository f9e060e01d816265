package dev.gatehouse.audit.ingest.file;

/**
 * Bounds of a file of lines. How many bytes it may inflate to is bounded by who inflates it.
 *
 * @param maxLines lines that a file may have, its header counted, empty ones not; one with more is refused as a whole
 * @param maxLineBytes bytes that a line may have; a longer one is rejected and the others are in
 */
public record LineLimits(int maxLines, int maxLineBytes) {
    /** S3's lines can hold a key of 1,024 bytes, encoded twice, and what a client sends in its headers. */
    public static final LineLimits DEFAULT = new LineLimits(1_000_000, 32_768);

    /** @throws IllegalArgumentException a limit is not positive */
    public LineLimits {
        if (maxLines < 1 || maxLineBytes < 1) {
            throw new IllegalArgumentException("the limits of a file of lines are positive");
        }
    }
}
