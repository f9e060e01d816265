package dev.gatehouse.scanner.triage;

/**
 * How much is kept of one finding.
 *
 * @param locations the most places; what is beyond is counted
 * @param history the most steps; the oldest go first
 */
public record TrackingLimits(int locations, int history) {
    /** 100 places and 100 steps. */
    public static final TrackingLimits DEFAULT = new TrackingLimits(100, 100);

    public TrackingLimits {
        if (locations < 1 || locations > 1_000 || history < 1 || history > 1_000) {
            throw new IllegalArgumentException("locations and history are from 1 to 1000");
        }
    }
}
