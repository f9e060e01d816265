package dev.gatehouse.client.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * What one segment holds, read from its start to its end.
 *
 * @param size the file's bytes
 * @param end where the last whole frame ends; before {@code size} where a write was torn
 * @param last the last whole frame
 * @param pendingEvents how many of its events are after the cursor
 */
record SegmentScan(long segment, long size, long end, Optional<Frame> last, long pendingEvents) {

    /**
     * @param newest whether it is the outbox's last segment, whose end a crash may have torn
     * @throws OutboxDamaged it is damaged, or the cursor points into it and not between two events
     */
    static SegmentScan of(OutboxFiles files, long segment, boolean newest, Position cursor) throws IOException {
        long size = files.size(SegmentName.of(segment));
        if (size > OutboxLimits.MAX_SEGMENT_BYTES) {
            throw damaged(files, segment, OutboxLimits.MAX_SEGMENT_BYTES, "it is larger than any segment");
        }
        ScanProgress progress = new ScanProgress(cursor, segment);
        try (FrameReader reader = new FrameReader(files, SegmentName.of(segment), 0, size)) {
            FrameReader.Next next = reader.next();
            while (next instanceof FrameReader.Next.Whole(Frame frame)) {
                progress.add(frame);
                next = reader.next();
            }
            if (next instanceof FrameReader.Next.Broken(long offset)) {
                requireTornWrite(files, segment, newest, offset);
            }
        }
        progress.requireCursorSeen(files);
        return progress.result(size);
    }

    /**
     * Makes the last segment one to go on with; returns how many bytes were cut off.
     *
     * <p>The last frame is written again where it stands, and forced. The process that wrote it may have died of a
     * failed flush: then the page cache shows the frame and calls it clean, though the disk does not have it, and
     * forcing alone would do nothing. The frames before are durable, since each was forced before the next was written.
     */
    long settle(OutboxFiles files) throws IOException {
        try (OutboxFiles.Writable file = files.open(SegmentName.of(segment))) {
            if (size > end) {
                file.truncate(end);
            }
            if (last.isPresent()) {
                file.write(last.get().bytes(), last.get().offset());
            }
            file.force();
        }
        return size - end;
    }

    private static void requireTornWrite(OutboxFiles files, long segment, boolean newest, long offset)
            throws IOException {
        if (!newest) {
            throw damaged(files, segment, offset, "the bytes from here on are no events, and later segments follow");
        }
        if (wholeFrameAfter(files, segment, offset)) {
            throw damaged(files, segment, offset, "the bytes from here on are no events, and later events follow");
        }
    }

    private static boolean wholeFrameAfter(OutboxFiles files, long segment, long broken) throws IOException {
        try (InputStream in = files.read(SegmentName.of(segment), broken)) {
            byte[] rest = in.readAllBytes();
            for (int i = 1; i <= rest.length - Frame.HEADER_BYTES; i++) {
                if (Frame.standsAt(rest, i)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static OutboxDamaged damaged(OutboxFiles files, long segment, long offset, String what) {
        return new OutboxDamaged(files.path(SegmentName.of(segment)), offset, what);
    }
}
