package dev.gatehouse.audit.ingest.cloudtrail;

/**
 * Bounds of one log file. How many bytes it may inflate to is bounded by who inflates it.
 *
 * @param maxRecords records that a file may have; one with more is refused as a whole
 * @param maxRecordBytes bytes that a record may have; a larger one is rejected and the others are in
 * @param maxDepth objects and arrays within each other that a record may have, itself counted; a deeper one is rejected
 */
public record CloudTrailLimits(int maxRecords, int maxRecordBytes, int maxDepth) {
    /** Where the parser gives up on a whole file, so that no limit of a record can be beyond it. */
    static final int DEEPEST = 1_000;

    /** CloudTrail's own records have at most 1 MB, and a few levels. */
    public static final CloudTrailLimits DEFAULT = new CloudTrailLimits(200_000, 2 << 20, 100);

    /** @throws IllegalArgumentException a limit is not positive, or the depth is above 900 */
    public CloudTrailLimits {
        if (maxRecords < 1 || maxRecordBytes < 1 || maxDepth < 1 || maxDepth > DEEPEST - 100) {
            throw new IllegalArgumentException("the limits of a CloudTrail file are positive, its depth at most 900");
        }
    }
}
