package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.LoggedEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** A range of the log, read as it is asked for. */
public final class LogScan implements Iterator<LoggedEvent> {
    private static final int BATCH = 1_000;
    private static final long BATCH_BYTES = 8L << 20;

    private final LogReader reader;
    private final long to;
    private long next;
    private Iterator<LoggedEvent> batch = Collections.emptyIterator();

    /**
     * A scan.
     *
     * @param from the first event's index
     * @param to the index before which it ends; the log's end where that is earlier
     */
    public LogScan(LogReader reader, long from, long to) {
        this.reader = reader;
        this.next = from;
        this.to = Math.min(to, reader.size());
    }

    @Override
    public boolean hasNext() {
        return next < to;
    }

    @Override
    public LoggedEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (!batch.hasNext()) {
            batch = reader.read(next, (int) Math.min(BATCH, to - next), BATCH_BYTES)
                    .iterator();
        }
        LoggedEvent event = batch.next();
        next = event.index() + 1;
        return event;
    }

    /**
     * The index of the first event that the log received at an instant or later. It is found by halving: where a clock was
     * set back, it is one of those about that time.
     */
    public static long firstReceivedFrom(LogReader reader, Instant instant) {
        long low = 0;
        long high = reader.size();
        while (low < high) {
            long middle = low + (high - low) / 2;
            boolean before = reader.read(middle)
                    .filter(event -> event.entry().received().isBefore(instant))
                    .isPresent();
            low = before ? middle + 1 : low;
            high = before ? high : middle;
        }
        return low;
    }
}
