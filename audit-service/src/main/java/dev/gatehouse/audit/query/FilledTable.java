package dev.gatehouse.audit.query;

import java.util.List;

/**
 * A table that is filled from the log. It is derived: it can be dropped and made anew, and then answers the same. Each
 * method throws {@link TableUnavailable} where the table can't do it now.
 */
public interface FilledTable {
    /** The log index of the next event that the table wants, from 0. */
    long position();

    /**
     * Adds events, all or none, and moves the position behind them; on return both are durable. After a failure the
     * position says whether they are in.
     *
     * @param events at least one, in the log's order without gaps, the first at {@link #position}
     * @throws IllegalArgumentException they are not
     */
    void append(List<IndexedEvent> events);

    /** Drops everything; the position is 0 afterwards. */
    void rebuild();
}
