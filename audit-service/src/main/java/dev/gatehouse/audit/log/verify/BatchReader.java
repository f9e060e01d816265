package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.audit.log.PayloadStore.Segment;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the segments' frames, one after the other, and hands out their events in batches. */
final class BatchReader {
    private static final int BATCH_BYTES = 1 << 20;
    private static final int BATCH_EVENTS = 4_096;

    private final LogSource source;
    private final FrameTable table = new FrameTable();
    private NavigableMap<Long, Segment> segments = new TreeMap<>();
    private @Nullable SegmentBytes open;
    private long index;
    private int row;
    private long finished;

    BatchReader(LogSource source) {
        this.source = source;
    }

    /** The index of the next event. */
    long index() {
        return index;
    }

    /** How many bytes of segments were read, or passed by. */
    long bytes() {
        return finished + (open == null ? 0 : open.offset());
    }

    /** Looks anew at what is stored after the last event: it may have changed. To be called before the first. */
    void refresh() {
        segments = new TreeMap<>();
        source.segments().forEach(segment -> segments.put(segment.first(), segment));
        SegmentBytes was = open;
        if (was != null) {
            Segment now = Optional.ofNullable(segments.get(was.segment())).orElseThrow(this::missing);
            open = new SegmentBytes(source, now, was.offset());
        }
    }

    /**
     * Goes to an event, past those before it.
     *
     * @throws BrokenLog it is missing, or a frame before it in its segment is not whole
     */
    void skipTo(long event) {
        Map.Entry<Long, Segment> segment = segments.floorEntry(event);
        if (segment == null) {
            throw missing();
        }
        SegmentBytes bytes = new SegmentBytes(source, segment.getValue(), 0);
        open = bytes;
        index = segment.getKey();
        row = 0;
        table.clear();
        while (index < event && bytes.left() > 0) {
            nextFrame();
            int passed = (int) Math.min(event - index, table.count());
            bytes.skip(table.bytes(0, passed));
            index += passed;
            row = passed;
        }
    }

    /**
     * The next events.
     *
     * @throws BrokenLog they are missing, or cut off
     */
    Batch next() {
        SegmentBytes bytes = row < table.count() ? opened() : nextFrame();
        int end = end();
        long offset = bytes.offset();
        byte[] payloads = new byte[(int) table.bytes(row, end)];
        try {
            bytes.copy(payloads, payloads.length);
        } catch (SegmentBytes.Ended e) {
            throw new BrokenLog(
                    new Place.InSegment(bytes.segment(), offset, index), "the segment ends inside a payload");
        }
        Batch batch = new Batch(bytes.segment(), offset, index, end - row, table.rows(row, end), payloads);
        index += end - row;
        row = end;
        return batch;
    }

    /** The row after the last that goes into one batch, which has at least one. */
    private int end() {
        int end = row + 1;
        long bytes = table.bytes(row, end);
        while (end < table.count() && end - row < BATCH_EVENTS) {
            bytes += table.bytes(end, end + 1);
            if (bytes > BATCH_BYTES) {
                return end;
            }
            end++;
        }
        return end;
    }

    private SegmentBytes opened() {
        SegmentBytes bytes = open;
        if (bytes == null) {
            throw new IllegalStateException("no frame is open");
        }
        return bytes;
    }

    private SegmentBytes nextFrame() {
        SegmentBytes bytes = open;
        if (bytes == null || bytes.left() == 0) {
            finished = bytes();
            bytes = new SegmentBytes(source, nextSegment(), 0);
            open = bytes;
        }
        Place.InSegment place = new Place.InSegment(bytes.segment(), bytes.offset(), index);
        try {
            table.read(bytes, index);
        } catch (SegmentBytes.Ended e) {
            throw new BrokenLog(place, "the segment ends inside a frame's table");
        } catch (MalformedLog e) {
            throw new BrokenLog(place, String.valueOf(e.getMessage()));
        }
        row = 0;
        return bytes;
    }

    private Segment nextSegment() {
        Map.Entry<Long, Segment> next = open == null ? segments.firstEntry() : segments.higherEntry(open.segment());
        if (next == null || next.getKey() != index) {
            throw missing();
        }
        return next.getValue();
    }

    private BrokenLog missing() {
        return new BrokenLog(new Place.InSegment(index, 0, index), "the next segment does not begin with this event");
    }

    /** Where an event stands that was read before. */
    Place place(long event) {
        BatchReader reader = new BatchReader(source);
        reader.segments = segments;
        try {
            reader.skipTo(event);
            if (reader.row == reader.table.count()) {
                reader.nextFrame();
            }
            SegmentBytes bytes = reader.opened();
            return new Place.InSegment(bytes.segment(), bytes.offset(), event);
        } catch (BrokenLog e) {
            return new Place.OfEvent(event);
        }
    }

    /** What stands in place of a batch now. */
    Batch again(Batch batch) {
        return batch.with(source.read(batch.segment(), batch.offset(), batch.bytes().length));
    }
}
