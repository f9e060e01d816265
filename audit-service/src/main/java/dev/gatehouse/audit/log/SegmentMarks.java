package dev.gatehouse.audit.log;

import java.util.Arrays;

/**
 * Where some of a segment's frames begin: one about every 64 KiB, so that a segment of a million small frames needs
 * little memory, and finding one reads little.
 */
final class SegmentMarks {
    private static final long APART = 64 << 10;

    private long[] indexes = new long[4];
    private long[] offsets = new long[4];
    private int count;

    /** The offset of the last frame. */
    private long lastFrame;
    /** The offset after the last frame. */
    private long bytes;
    /** The index after the last event. */
    private long end;

    SegmentMarks(long first) {
        end = first;
    }

    /** Takes note of the next frame. */
    void add(Frame.Head head) {
        if (count == 0 || bytes - offsets[count - 1] >= APART) {
            grow();
            indexes[count] = head.first();
            offsets[count] = bytes;
            count++;
        }
        lastFrame = bytes;
        bytes += head.bytes();
        end = head.end();
    }

    private void grow() {
        if (count == indexes.length) {
            indexes = Arrays.copyOf(indexes, count * 2);
            offsets = Arrays.copyOf(offsets, count * 2);
        }
    }

    /** The offset of a frame that begins at or before an event's. */
    long offsetBefore(long index) {
        int found = Arrays.binarySearch(indexes, 0, count, index);
        return offsets[found >= 0 ? found : -found - 2];
    }

    long lastFrame() {
        return lastFrame;
    }

    long bytes() {
        return bytes;
    }

    long end() {
        return end;
    }
}
