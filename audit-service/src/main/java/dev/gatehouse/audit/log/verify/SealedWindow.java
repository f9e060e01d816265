package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.MalformedLog;
import dev.gatehouse.audit.log.SealedEvent;
import java.util.List;

/** Reads events of a log one by one, some ahead of what is asked for: neighbours are often asked for next. */
final class SealedWindow {
    private static final int AHEAD = 64;
    private static final long AHEAD_BYTES = 256 << 10;

    private final Reading log;
    private List<SealedEvent> read = List.of();

    /** Where events are read. */
    interface Reading {
        /** Events from an index on, at least one; see {@code LogReader}. */
        List<SealedEvent> read(long from, int maxEvents, long maxBytes);
    }

    SealedWindow(Reading log) {
        this.log = log;
    }

    /**
     * The event at an index.
     *
     * @throws MalformedLog it is not what was sealed, or is missing
     */
    SealedEvent event(long index) {
        if (read.isEmpty()
                || index < read.getFirst().index()
                || index > read.getLast().index()) {
            read = log.read(index, AHEAD, AHEAD_BYTES);
        }
        SealedEvent event = found(index);
        if (sound(event)) {
            return event;
        }
        read = log.read(index, 1, 0); // It may have been read while it was erased.
        event = found(index);
        if (!sound(event)) {
            throw new MalformedLog("the payload of event " + index + " is not what its entry commits to");
        }
        return event;
    }

    private SealedEvent found(long index) {
        if (read.isEmpty()) {
            throw new MalformedLog("event " + index + " is missing");
        }
        return read.get((int) (index - read.getFirst().index()));
    }

    private static boolean sound(SealedEvent event) {
        return event.erased() || event.committed();
    }
}
