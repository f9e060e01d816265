package dev.gatehouse.client.audit;

import java.time.Duration;

/**
 * The bounds of an {@link AuditOutbox}. An event over one of them is refused with {@link AuditUnavailable}.
 *
 * @param maxBytes what all segments together may take on disk: at least two segments. Space comes back a whole segment
 *     at a time, once each of its events is acknowledged
 * @param segmentBytes the size at which the next segment is started; at most {@link #MAX_SEGMENT_BYTES}
 * @param maxEventBytes what one event may take in its wire form; the default holds every event that can be made
 * @param maxQueuedBytes what may wait for the disk at a time, in wire form with a line feed each, and so also what one
 *     call may hand over; it fits into a segment
 * @param maxWait how long a call waits for the disk
 */
public record OutboxLimits(long maxBytes, int segmentBytes, int maxEventBytes, int maxQueuedBytes, Duration maxWait) {

    private static final int MIN_EVENT_BYTES = 256;
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    /** The largest segment that can be configured, and that is read. */
    public static final int MAX_SEGMENT_BYTES = 64 << 20;

    /** 1 GiB in segments of 16 MiB; any event; 8 MiB queued for at most 5 seconds. */
    public static final OutboxLimits DEFAULT =
            new OutboxLimits(1L << 30, 16 << 20, AuditEventCodec.MAX_BYTES, 8 << 20, Duration.ofSeconds(5));

    public OutboxLimits {
        require(
                maxEventBytes >= MIN_EVENT_BYTES && maxEventBytes <= AuditEventCodec.MAX_BYTES,
                "maxEventBytes must be " + MIN_EVENT_BYTES + " to " + AuditEventCodec.MAX_BYTES);
        require(maxQueuedBytes > maxEventBytes, "maxQueuedBytes must be more than maxEventBytes");
        require(
                segmentBytes >= (long) maxQueuedBytes + Frame.HEADER_BYTES,
                "segmentBytes must be at least maxQueuedBytes and " + Frame.HEADER_BYTES);
        require(segmentBytes <= MAX_SEGMENT_BYTES, "segmentBytes must be at most " + MAX_SEGMENT_BYTES);
        require(maxBytes >= 2L * segmentBytes, "maxBytes must be at least two segments");
        require(
                maxWait.isPositive() && maxWait.compareTo(MAX_WAIT) <= 0,
                "maxWait must be more than nothing and at most " + MAX_WAIT);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
