package dev.gatehouse.audit.log;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where payload segments are kept. A segment is a row of frames ({@link Frame}), named by the index of its first event;
 * the segments, one after the other, are the log's order. That a frame was appended is what makes its events durable and
 * gives them their indexes: it is the log's commit point, and what a second writer must fail at.
 *
 * <p>All methods throw {@link StorageFailed} where the storage does not answer or says no; whether a failed call has
 * taken effect is not known, and the caller finds out by reading. Reading sees what was written. Safe for use by many
 * threads, of which one writes.
 */
public interface PayloadStore {
    /**
     * A segment.
     *
     * @param first the index of its first event
     * @param bytes its size
     */
    record Segment(long first, long bytes) {}

    /** All segments, by their first index. */
    List<Segment> list();

    /**
     * Takes away what an append has left that failed. A failed append may be readable and yet not survive a power cut: where
     * the system could not write it to the disk, it may not try again. Called by the one who writes, before it reads what
     * is stored.
     */
    default void settle() {}

    /**
     * Appends a frame. When this returns, it survives a power cut.
     *
     * @param segment the segment's first index
     * @param offset the segment's size so far; 0 makes a new segment
     * @throws StorageConflict something else stands there: another writer has taken over
     */
    void append(long segment, long offset, ByteBuffer frame);

    /** Up to {@code length} bytes from an offset on; fewer only where the segment ends before. */
    ByteBuffer read(long segment, long offset, int length);

    /** Cuts a segment's end off, or all of it where {@code size} is 0: part of a frame that a crash left. Durable on return. */
    void truncate(long segment, long size);

    /** Writes over bytes of a segment, for good: no older copy stays readable. Durable on return. */
    void overwrite(long segment, long offset, ByteBuffer bytes);

    /** Whether each frame is a segment of its own, because what is stored can't grow. */
    boolean oneFrameASegment();
}
