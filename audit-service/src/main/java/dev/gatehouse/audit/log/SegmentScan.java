package dev.gatehouse.audit.log;

import dev.gatehouse.audit.event.ByteSlice;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Walks over the frames of a segment when the log is opened. Of all but the last segment the heads are read; of the last
 * one, whose end a crash may have torn, each table and the last frame's payloads are checked too.
 */
final class SegmentScan {
    private static final int HEADS_AT_ONCE = 64 << 10;

    private final PayloadStore store;
    private final PayloadStore.Segment segment;
    private final SegmentMarks marks;
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private long base;

    SegmentScan(PayloadStore store, PayloadStore.Segment segment) {
        this.store = store;
        this.segment = segment;
        this.marks = new SegmentMarks(segment.first());
    }

    /**
     * The whole frames' marks, up to the first that is not whole.
     *
     * @throws MalformedLog a frame is damaged in a segment that is not the last
     */
    SegmentMarks read(boolean last) {
        while (marks.bytes() < segment.bytes()) {
            try {
                Frame.Head head = head();
                if (last) {
                    requireWhole(head);
                }
                marks.add(head);
            } catch (MalformedLog e) {
                if (last) {
                    return marks;
                }
                throw new MalformedLog("the payload segment " + segment.first() + " is damaged at byte " + marks.bytes()
                        + ": " + e.getMessage());
            }
        }
        return marks;
    }

    private Frame.Head head() {
        long offset = marks.bytes();
        if (offset < base || offset - base + Frame.HEAD_BYTES > bytes.limit()) {
            bytes = store.read(segment.first(), offset, HEADS_AT_ONCE);
            base = offset;
        }
        Frame.Head head = Frame.Head.decode(bytes.position((int) (offset - base)));
        if (head.first() != marks.end()) {
            throw new MalformedLog("a frame begins with event " + head.first() + " instead of " + marks.end());
        }
        if (offset + head.bytes() > segment.bytes()) {
            throw new MalformedLog("a frame is cut off");
        }
        return head;
    }

    private void requireWhole(Frame.Head head) {
        long offset = marks.bytes();
        List<Frame.Row> rows = Frame.Table.decode(store.read(segment.first(), offset, (int) head.tableBytes()))
                .rows();
        if (offset + head.bytes() == segment.bytes()) {
            rows.forEach(row -> requireSealed(offset, row));
        }
    }

    private void requireSealed(long offset, Frame.Row row) {
        int length = Frame.SALT_BYTES + row.length();
        ByteBuffer payload = store.read(segment.first(), offset + row.offset(), length);
        ByteSlice sealed =
                new ByteSlice(payload.array(), payload.arrayOffset() + payload.position(), payload.remaining());
        boolean erased = sealed.length() == length && SaltedPayload.isErased(sealed);
        if (!erased && !LogEntry.decode(row.entry()).commitment().equals(SaltedPayload.commitment(sealed))) {
            throw new MalformedLog("a payload is not what its entry commits to");
        }
    }
}
