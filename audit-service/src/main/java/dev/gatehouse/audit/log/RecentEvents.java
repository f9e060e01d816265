package dev.gatehouse.audit.log;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, kept in memory for those who follow the log: each of them would read back from the disk, and take
 * apart, what has just been written. They are what the segments hold, and those are asked for what is older.
 */
final class RecentEvents {
    private final long maxBytes;
    private final @Nullable Kept[] ring;

    private long first;
    private long next;
    private long bytes;

    /**
     * An event and what it takes in a segment.
     *
     * @param event as it is read
     * @param bytes of its salt and its payload
     */
    private record Kept(LoggedEvent event, long bytes) {}

    /**
     * @param maxEvents that are kept, a power of two
     * @param maxBytes of their payloads
     */
    RecentEvents(int maxEvents, long maxBytes) {
        if (Integer.bitCount(maxEvents) != 1) {
            throw new IllegalArgumentException("the number of events must be a power of two");
        }
        this.maxBytes = maxBytes;
        this.ring = new Kept[maxEvents];
    }

    /**
     * Keeps events that follow those before, or begins with them.
     *
     * @param frame the frame of these events, whose array holds their raw bytes, so that no sender's larger array is held for them
     */
    synchronized void add(Frame.Head head, List<Prepared> events, ByteBuffer frame) {
        if (next != head.first()) {
            clear();
            first = head.first();
            next = first;
        }
        int offset = frame.arrayOffset() + (int) head.tableBytes();
        for (Prepared event : events) {
            int raw = offset + Frame.SALT_BYTES + event.head().length;
            keep(logged(event, new ByteSlice(frame.array(), raw, event.raw().length())), event.payloadBytes());
            offset += (int) event.payloadBytes();
        }
    }

    private LoggedEvent logged(Prepared prepared, ByteSlice raw) {
        Event event = prepared.event();
        return new LoggedEvent(
                next,
                prepared.entry(),
                Optional.of(
                        new Event(event.key(), event.time(), event.format(), event.verdict(), event.origin(), raw)));
    }

    private void keep(LoggedEvent event, long payloadBytes) {
        if (next - first == ring.length) {
            drop();
        }
        ring[place(next)] = new Kept(event, payloadBytes);
        bytes += payloadBytes;
        next++;
        while (bytes > maxBytes) {
            drop();
        }
    }

    private void drop() {
        bytes -= kept(first).bytes();
        ring[place(first)] = null;
        first++;
    }

    /** Events from an index on, as {@link LogReader#read(long, int, long)}; empty where the segments must be asked. */
    synchronized Optional<List<LoggedEvent>> read(long from, int maxEvents, long limit) {
        if (from < first || from >= next) {
            return Optional.empty();
        }
        List<LoggedEvent> events = new ArrayList<>();
        long left = limit;
        long index = from;
        while (index < next
                && events.size() < maxEvents
                && (events.isEmpty() || kept(index).bytes() <= left)) {
            Kept kept = kept(index);
            events.add(kept.event());
            left -= kept.bytes();
            index++;
        }
        return Optional.of(events);
    }

    /** Forgets the payloads of events, which were erased. */
    synchronized void erase(List<Long> indexes) {
        for (long index : indexes) {
            if (index >= first && index < next) {
                Kept kept = kept(index);
                ring[place(index)] =
                        new Kept(new LoggedEvent(index, kept.event().entry(), Optional.empty()), kept.bytes());
            }
        }
    }

    /** Forgets everything. */
    synchronized void clear() {
        while (first < next) {
            drop();
        }
    }

    private int place(long index) {
        return (int) index & (ring.length - 1);
    }

    private Kept kept(long index) {
        Kept kept = ring[place(index)];
        if (kept == null) {
            throw new IllegalStateException("no event is kept at " + index);
        }
        return kept;
    }
}
