package dev.gatehouse.audit.ingest.file;

/**
 * What a file may take.
 *
 * @param maxStored bytes that it may have as it is stored
 * @param maxInflated bytes that it may have inflated
 * @param maxRatio how many bytes one stored byte may become; counts from {@value #RATIO_FROM} inflated bytes on, since a
 *     small file of repeated text is no attack
 */
public record InflationLimits(int maxStored, int maxInflated, int maxRatio) {
    /** Inflated bytes below which the ratio does not count. */
    public static final int RATIO_FROM = 1 << 20;

    /** CloudTrail's files have at most 50 MB inflated, and shrink by a factor of 10 to 60. */
    public static final InflationLimits DEFAULT = new InflationLimits(64 << 20, 256 << 20, 250);

    public InflationLimits {
        require(maxStored > 0 && maxStored <= 1 << 30, "maxStored must be 1 byte to 1 GiB");
        require(maxInflated > 0 && maxInflated <= 1 << 30, "maxInflated must be 1 byte to 1 GiB");
        require(maxRatio > 0, "maxRatio must be positive");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
