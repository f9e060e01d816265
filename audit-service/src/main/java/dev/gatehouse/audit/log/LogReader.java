package dev.gatehouse.audit.log;

import java.util.List;
import java.util.Optional;

/** The reading side of the log: what is durable, whether sealed in a checkpoint yet or not. Safe for use by many threads. */
public interface LogReader {
    /** How many events are durable. */
    long size();

    /**
     * Events from an index on, in order, as many as there are up to the limits; at least one where there is one, however
     * large it is.
     */
    List<LoggedEvent> read(long from, int maxEvents, long maxBytes);

    /** One event; empty where the index is not below {@link #size}. */
    default Optional<LoggedEvent> read(long index) {
        return read(index, 1, 0).stream().findFirst();
    }

    /**
     * Waits until the log has more than {@code size} events, or a while has passed.
     *
     * @return {@link #size} afterwards
     */
    long awaitMoreThan(long size, long millis) throws InterruptedException;
}
