package dev.gatehouse.audit.log;

import dev.gatehouse.audit.event.ByteSlice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log's order, as the payload segments tell it: which events there are, and where each stands. One thread appends;
 * any number read.
 */
final class Segments {
    private static final int HEADS_AT_ONCE = 64 << 10;
    /** Two seconds of what one machine takes in, and less where events are large. */
    private static final int RECENT_EVENTS = 32_768;

    private static final long RECENT_BYTES = 16 << 20;

    private final PayloadStore store;
    private final SegmentTable table;
    private final long segmentBytes;
    private final RecentEvents recent = new RecentEvents(RECENT_EVENTS, RECENT_BYTES);

    private volatile long size;

    Segments(PayloadStore store, long segmentBytes) {
        this.store = store;
        this.table = new SegmentTable(store);
        this.segmentBytes = segmentBytes;
    }

    /** How many events there are. */
    long size() {
        return size;
    }

    /** Reads anew what is stored; see {@link SegmentTable#open}. */
    void open(long sealed) {
        recent.clear();
        table.open(sealed);
        size = table.end();
    }

    /**
     * Appends events as one frame, whose first event has the index {@link #size}; durable on return.
     *
     * @throws IllegalArgumentException they are too large for one frame
     */
    void append(List<Prepared> events) {
        Frame.Head head = Frame.head(size, events);
        ByteBuffer frame = Frame.encode(head, events);
        SegmentTable.Place place = table.next(segmentBytes);
        store.append(place.segment(), place.offset(), frame);
        table.appended(place, head);
        recent.add(head, events, frame);
        size = head.end();
    }

    /** A frame that holds an event below {@link #size}. */
    private Found find(long index) {
        SegmentTable.Place near = table.near(index);
        long offset = near.offset();
        ByteBuffer bytes = store.read(near.segment(), offset, HEADS_AT_ONCE);
        long base = offset;
        while (true) {
            if (offset - base + Frame.HEAD_BYTES > bytes.limit()) {
                bytes = store.read(near.segment(), offset, HEADS_AT_ONCE);
                base = offset;
            }
            Frame.Head head = Frame.Head.decode(bytes.position((int) (offset - base)));
            if (index < head.end()) {
                return new Found(new SegmentTable.Place(near.segment(), offset), head);
            }
            offset += head.bytes();
        }
    }

    private record Found(SegmentTable.Place place, Frame.Head head) {}

    /** The entries' bytes from an index on: those of the frame that holds it. */
    List<byte[]> entries(long from) {
        Found found = find(from);
        List<Frame.Row> rows = rows(found);
        return rows.subList((int) (from - found.head().first()), rows.size()).stream()
                .map(Frame.Row::entry)
                .toList();
    }

    private List<Frame.Row> rows(Found found) {
        SegmentTable.Place place = found.place();
        int bytes = (int) found.head().tableBytes();
        return Frame.Table.decode(store.read(place.segment(), place.offset(), bytes))
                .rows();
    }

    /** Events from an index on; see {@link LogReader#read(long, int, long)}. */
    List<LoggedEvent> read(long from, int maxEvents, long maxBytes) {
        return recent.read(from, maxEvents, maxBytes)
                .orElseGet(() -> read(from, maxEvents, maxBytes, Segments::logged));
    }

    /** The same with all that their entries commit to, as it stands in the segments. */
    List<SealedEvent> sealed(long from, int maxEvents, long maxBytes) {
        return read(from, maxEvents, maxBytes, SealedEvent::new);
    }

    /** What is made of an event that was read. */
    private interface Form<E> {
        E of(long index, LogEntry entry, ByteSlice sealed);
    }

    private <E> List<E> read(long from, int maxEvents, long maxBytes, Form<E> form) {
        List<E> events = new ArrayList<>();
        long index = from;
        long left = maxBytes;
        while (index < size && events.size() < maxEvents && (left > 0 || events.isEmpty())) {
            Found found = find(index);
            List<Frame.Row> rows =
                    some(rows(found), (int) (index - found.head().first()), maxEvents - events.size(), left);
            events.addAll(payloads(found.place(), rows, index, form));
            index += rows.size();
            left -= rows.getLast().end() - rows.getFirst().offset();
        }
        return events;
    }

    private static List<Frame.Row> some(List<Frame.Row> rows, int skip, int maxEvents, long maxBytes) {
        int end = skip + 1;
        while (end < rows.size()
                && end - skip < maxEvents
                && rows.get(end).end() - rows.get(skip).offset() <= maxBytes) {
            end++;
        }
        return rows.subList(skip, end);
    }

    private <E> List<E> payloads(SegmentTable.Place place, List<Frame.Row> rows, long first, Form<E> form) {
        long start = rows.getFirst().offset();
        int length = (int) (rows.getLast().end() - start);
        ByteBuffer bytes = store.read(place.segment(), place.offset() + start, length);
        if (bytes.remaining() < length) {
            throw new MalformedLog("the payload segment " + place.segment() + " ends before its frame does");
        }
        List<E> events = new ArrayList<>(rows.size());
        for (Frame.Row row : rows) {
            ByteSlice sealed = new ByteSlice(
                    bytes.array(), bytes.arrayOffset() + (int) (row.offset() - start), Frame.SALT_BYTES + row.length());
            events.add(form.of(first + events.size(), LogEntry.decode(row.entry()), sealed));
        }
        return events;
    }

    private static LoggedEvent logged(long index, LogEntry entry, ByteSlice sealed) {
        if (SaltedPayload.isErased(sealed)) {
            return new LoggedEvent(index, entry, Optional.empty());
        }
        ByteSlice payload =
                new ByteSlice(sealed.array(), sealed.offset() + Frame.SALT_BYTES, sealed.length() - Frame.SALT_BYTES);
        return new LoggedEvent(index, entry, Optional.of(Payload.event(entry, payload)));
    }

    /** What a proof of an event below {@link #size} tells of it. */
    ProofExtra disclose(long index) {
        SealedEvent event = sealed(index, 1, 0).getFirst();
        return ProofExtra.of(event.entry(), event.salted());
    }

    /** Overwrites payloads with zeroes, and their salts with what says that they were erased. */
    synchronized void erase(List<Long> ascending) {
        int done = 0;
        while (done < ascending.size()) {
            Found found = find(ascending.get(done));
            List<Frame.Row> rows = rows(found);
            List<Frame.Row> erased = new ArrayList<>();
            while (done < ascending.size() && ascending.get(done) < found.head().end()) {
                erased.add(rows.get((int) (ascending.get(done) - found.head().first())));
                done++;
            }
            new PayloadErasure(store, found.place()).erase(erased);
        }
        recent.erase(ascending);
    }
}
