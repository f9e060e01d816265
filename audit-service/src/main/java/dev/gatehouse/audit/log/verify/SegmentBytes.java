package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.PayloadStore;
import java.nio.ByteBuffer;

/** Reads a segment from an offset on, in large pieces. */
final class SegmentBytes {
    private static final int AT_ONCE = 1 << 20;

    private final LogSource source;
    private final PayloadStore.Segment segment;
    private byte[] piece = new byte[0];
    private int at;
    private int end;
    /** The segment's offset of the byte after the piece. */
    private long next;

    SegmentBytes(LogSource source, PayloadStore.Segment segment, long offset) {
        this.source = source;
        this.segment = segment;
        this.next = offset;
    }

    /** The segment's first index. */
    long segment() {
        return segment.first();
    }

    /** Where the next byte stands. */
    long offset() {
        return next - (end - at);
    }

    /** How many bytes are left. */
    long left() {
        return segment.bytes() - offset();
    }

    /** Copies the next bytes. */
    void copy(byte[] target, int length) {
        int copied = 0;
        while (copied < length) {
            int some = some(length - copied);
            System.arraycopy(piece, at, target, copied, some);
            copied += some;
            at += some;
        }
    }

    /** Passes bytes by. */
    void skip(long length) {
        long here = Math.min(length, end - at);
        at += (int) here;
        next += length - here;
    }

    /** How many of the next bytes are at hand, at least one. */
    private int some(int wanted) {
        if (at == end) {
            fill();
        }
        return Math.min(wanted, end - at);
    }

    private void fill() {
        int length = (int) Math.min(AT_ONCE, segment.bytes() - next);
        ByteBuffer bytes = length <= 0 ? ByteBuffer.allocate(0) : source.read(segment.first(), next, length);
        if (!bytes.hasRemaining()) {
            throw new Ended();
        }
        piece = bytes.array();
        at = bytes.arrayOffset() + bytes.position();
        end = at + bytes.remaining();
        next += bytes.remaining();
    }

    /** The segment is shorter than it was said to be. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Ended() {
            super("a segment has ended", null, false, false);
        }
    }
}
