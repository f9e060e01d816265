package dev.gatehouse.audit.log;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which payload segments there are, and near where in them an event stands. What is in a segment is read when somebody
 * asks for it, so that opening a large log takes no longer than reading its last segment. Safe for use by many threads.
 */
final class SegmentTable {
    private static final long WRITTEN_AT_ONCE = 8 << 20;

    private final PayloadStore store;
    private final TreeMap<Long, Known> segments = new TreeMap<>();
    private long end;

    SegmentTable(PayloadStore store) {
        this.store = store;
    }

    /** A segment, the index after its last event, and its marks once they are read. */
    private static final class Known {
        private final PayloadStore.Segment segment;
        private final long end;
        private @Nullable SegmentMarks marks;

        Known(PayloadStore.Segment segment, long end, @Nullable SegmentMarks marks) {
            this.segment = segment;
            this.end = end;
            this.marks = marks;
        }
    }

    /**
     * Reads anew which segments there are. The end of the last one may be part of a frame whose events nobody was told
     * are durable: it is cut off. Everything else that does not hold is refused.
     *
     * @param sealed how many events a checkpoint covers: of these none may be missing
     * @throws MalformedLog the segments begin after event 0, events are missing, or the last segment is damaged
     */
    synchronized void open(long sealed) {
        segments.clear();
        end = 0;
        store.settle();
        List<PayloadStore.Segment> stored = store.list();
        if (!stored.isEmpty() && stored.getFirst().first() != 0) {
            throw new MalformedLog("events 0 to " + (stored.getFirst().first() - 1) + " have no payload segment");
        }
        for (int i = 0; i + 1 < stored.size(); i++) {
            segments.put(
                    stored.get(i).first(),
                    new Known(stored.get(i), stored.get(i + 1).first(), null));
        }
        if (!stored.isEmpty()) {
            openLast(stored.getLast(), sealed);
        }
        if (end < sealed) {
            throw new MalformedLog("the checkpoint covers " + sealed + " events, and only " + end + " are stored");
        }
    }

    private void openLast(PayloadStore.Segment last, long sealed) {
        SegmentMarks marks = new SegmentScan(store, last).read(true);
        if (marks.bytes() < last.bytes()) {
            if (marks.end() < sealed) {
                throw new MalformedLog("the payload segment " + last.first() + " is damaged at byte " + marks.bytes()
                        + ", where events stand that a checkpoint covers");
            }
            store.truncate(last.first(), marks.bytes());
        }
        end = marks.end();
        if (marks.bytes() > 0) {
            writeAgain(last, marks);
            segments.put(last.first(), new Known(last, Long.MAX_VALUE, marks));
        }
    }

    /**
     * The last frame may be readable and not be on the disk: whoever wrote it was stopped before that was certain, or was
     * told that it failed. Written again, it is durable before anybody is told that its events are.
     */
    private void writeAgain(PayloadStore.Segment last, SegmentMarks marks) {
        if (store.oneFrameASegment()) {
            return;
        }
        for (long at = marks.lastFrame(); at < marks.bytes(); ) {
            ByteBuffer piece = store.read(last.first(), at, (int) Math.min(WRITTEN_AT_ONCE, marks.bytes() - at));
            if (!piece.hasRemaining()) {
                throw new MalformedLog("the payload segment " + last.first() + " has become shorter");
            }
            int length = piece.remaining();
            store.overwrite(last.first(), at, piece);
            at += length;
        }
    }

    /** How many events there are. */
    synchronized long end() {
        return end;
    }

    /**
     * A place in the log.
     *
     * @param segment the segment's first index
     * @param offset bytes from the segment's beginning
     */
    record Place(long segment, long offset) {}

    /** Where the next frame goes: to the end of the last segment, or to a new one. */
    synchronized Place next(long segmentBytes) {
        Map.Entry<Long, Known> last = segments.lastEntry();
        if (last == null || store.oneFrameASegment()) {
            return new Place(end, 0);
        }
        long bytes = marks(last.getValue()).bytes();
        return bytes < segmentBytes ? new Place(last.getKey(), bytes) : new Place(end, 0);
    }

    /** Takes note of a frame that is durable at a place that {@link #next} gave. */
    synchronized void appended(Place place, Frame.Head head) {
        if (place.offset() == 0) {
            closeLast(place.segment());
            Known fresh = new Known(
                    new PayloadStore.Segment(place.segment(), 0), Long.MAX_VALUE, new SegmentMarks(place.segment()));
            segments.put(place.segment(), fresh);
        }
        marks(segments.lastEntry().getValue()).add(head);
        end = head.end();
    }

    private void closeLast(long next) {
        Map.Entry<Long, Known> last = segments.lastEntry();
        if (last != null) {
            Known known = last.getValue();
            segments.put(last.getKey(), new Known(known.segment, next, known.marks));
        }
    }

    /**
     * Where a frame begins that holds an event, or one a little before it.
     *
     * @throws MalformedLog there is no such event, or its segment is damaged
     */
    synchronized Place near(long index) {
        Map.Entry<Long, Known> segment = segments.floorEntry(index);
        if (segment == null || index >= end) {
            throw new MalformedLog("there is no payload of event " + index);
        }
        return new Place(segment.getKey(), marks(segment.getValue()).offsetBefore(index));
    }

    private SegmentMarks marks(Known known) {
        SegmentMarks marks = known.marks;
        if (marks == null) {
            marks = new SegmentScan(store, known.segment).read(false);
            if (marks.end() != known.end) {
                throw new MalformedLog("events " + marks.end() + " to " + (known.end - 1) + " have no payload segment");
            }
            known.marks = marks;
        }
        return marks;
    }
}
