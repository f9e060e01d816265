package dev.gatehouse.audit.query;

import java.util.Iterator;

/**
 * Rows one after the other, without holding all of them. It sees the table as it was when the scan began. It belongs to
 * one thread at a time, and must be closed.
 *
 * <p>{@link #hasNext} and {@link #next} throw {@link QueryTimedOut} after the deadline and {@link TableUnavailable} where
 * the table fails.
 */
public interface EventScan extends Iterator<EventRow>, AutoCloseable {
    @Override
    void close();
}
