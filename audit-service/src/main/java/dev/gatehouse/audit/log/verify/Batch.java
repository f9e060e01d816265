package dev.gatehouse.audit.log.verify;

import java.nio.ByteBuffer;

/**
 * Some neighbouring events of a frame as they stand in a segment, to be checked by any thread.
 *
 * @param segment the segment's first index
 * @param offset where the first event's salt begins
 * @param first the first event's index
 * @param count how many events
 * @param rows their rows of the frame's table
 * @param bytes their salts and payloads, one after the other
 */
@SuppressWarnings("ArrayRecordComponent") // These are handed on and never compared.
record Batch(long segment, long offset, long first, int count, byte[] rows, byte[] bytes) {
    /** The same events, with what stands there now. */
    Batch with(ByteBuffer now) {
        byte[] fresh = new byte[now.remaining()];
        now.get(fresh);
        return new Batch(segment, offset, first, count, rows, fresh);
    }
}
