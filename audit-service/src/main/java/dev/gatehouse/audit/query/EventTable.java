package dev.gatehouse.audit.query;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A table of the log's events that can be asked. Safe for use by many threads; {@link #append} has one caller at a time.
 *
 * <p>Each method throws {@link TableUnavailable} where the table can't do it now, and those with a deadline
 * {@link QueryTimedOut} after it. A query sees what was appended before it began, and one state of the table.
 */
public interface EventTable extends FilledTable, AutoCloseable {
    /**
     * A page of events.
     *
     * @param maxBytes what the page's rows may have together, about; a row that alone has more comes without its OCSF
     *     form, and so stops no page
     */
    EventPage page(EventQuery query, long maxBytes, Duration deadline);

    /**
     * The events of a uid, of any source that is visible, in the log's order; a handful at most, with their OCSF form
     * unless it has more than {@code maxBytes}.
     */
    List<EventRow> find(String uid, VisibleSources visible, long maxBytes, Duration deadline);

    /** The sources that there are events of, and perhaps some that there were. An erased event has none. */
    Set<String> sources(Duration deadline);

    /** How many events there are over time; {@code width} as in {@link Histogram#buckets}. */
    Histogram histogram(EventFilter filter, Duration width, Duration deadline);

    /** All events of a filter, with their OCSF forms, oldest first. */
    EventScan scan(EventFilter filter, Duration deadline);

    /**
     * Writes events of a filter, oldest first, as one Parquet file with the table's columns. The file is complete before
     * its first byte is written out.
     *
     * @param limits where the file is cut; the result says whether it was
     * @param target is asked for when the file is complete, and told what is in it; not closed
     * @throws IOException the target does
     */
    ExportResult writeParquet(EventFilter filter, ExportLimits limits, Function<ExportResult, OutputStream> target)
            throws IOException;

    /**
     * Blanks events: only their places, their formats, their verdicts and when they were received stay. What is not in the
     * table is passed over; it won't come in later with its content, either. To be called after the log's payloads were
     * erased; doing it again changes nothing.
     *
     * <p>On return queries don't see them any more. The table's files may hold what they said until {@link #scrub}.
     */
    void erase(List<Long> ascending);

    /**
     * Takes what was erased out of the table's files too, where a database has left it: in pages that are free, or in a log
     * of its changes. Does nothing where nothing was erased since the last time; costs time and disk in proportion to the
     * recent events otherwise. Queries go on meanwhile, but for a moment.
     *
     * @return whether nothing of it is left; otherwise a query goes on for long, and this is to be called again
     */
    boolean scrub();

    @Override
    void close();
}
