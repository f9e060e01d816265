package dev.gatehouse.audit.query;

import dev.gatehouse.audit.query.QueryListener.Ending;
import dev.gatehouse.audit.query.QueryListener.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Queries within their limits: what callers ask, and what an {@link EventTable} answers. */
public final class EventQueries {
    private static final int MAX_UID = 256;

    private final EventTable table;
    private final QueryLimits limits;
    private final QueryListener listener;

    public EventQueries(EventTable table, QueryLimits limits, QueryListener listener) {
        this.table = table;
        this.limits = limits;
        this.listener = listener;
    }

    /** What one query may ask for. */
    public QueryLimits limits() {
        return limits;
    }

    /** The sources that there are events of, and perhaps some that there were. */
    public Set<String> sources() {
        return table.sources(limits.deadline());
    }

    /**
     * A page of events.
     *
     * @throws QueryRefused the query asks for more than one may
     */
    public EventPage page(EventQuery query) {
        return told(
                Kind.PAGE,
                () -> {
                    limits.check(query);
                    return table.page(query, limits.maxBytes(), limits.deadline());
                },
                page -> page.rows().size());
    }

    /**
     * The events of a uid; different sources may have one each.
     *
     * @throws QueryRefused the uid is not one
     */
    public List<EventRow> find(String uid, VisibleSources visible) {
        return told(
                Kind.FIND,
                () -> {
                    TextFilter.requireText("uid", uid, MAX_UID);
                    return table.find(uid, visible, limits.maxBytes(), limits.deadline());
                },
                List::size);
    }

    /**
     * How many events there are over time.
     *
     * @param width of a bucket; chosen where empty
     * @throws QueryRefused the query asks for more than one may, or for too many buckets
     */
    public Histogram histogram(EventFilter filter, Optional<Duration> width) {
        return told(
                Kind.HISTOGRAM,
                () -> table.histogram(filter, checkedWidth(filter, width), limits.deadline()),
                histogram -> histogram.buckets().size());
    }

    private Duration checkedWidth(EventFilter filter, Optional<Duration> width) {
        limits.check(filter);
        Duration chosen = width.orElseGet(() -> Histogram.width(filter.from(), filter.to(), limits.maxBuckets()));
        limits.check(filter, chosen);
        return chosen;
    }

    /** Writes an export from a scan. */
    @FunctionalInterface
    public interface ScanExport {
        ExportResult write(EventScan scan) throws IOException;
    }

    /**
     * Writes all events of a filter, oldest first, one after the other.
     *
     * @param deadline of the scan
     * @throws QueryRefused the filter covers more than one may
     * @throws IOException the export's target does
     */
    public ExportResult export(EventFilter filter, Duration deadline, ScanExport export) throws IOException {
        return exported(filter, () -> {
            try (EventScan scan = table.scan(filter, deadline)) {
                return export.write(scan);
            }
        });
    }

    /**
     * Writes all events of a filter, oldest first, as a Parquet file.
     *
     * @param target is asked for when the file is complete, and told what is in it
     * @throws QueryRefused the filter covers more than one may
     * @throws IOException the target does
     */
    public ExportResult exportParquet(
            EventFilter filter, ExportLimits exportLimits, Function<ExportResult, OutputStream> target)
            throws IOException {
        return exported(filter, () -> table.writeParquet(filter, exportLimits, target));
    }

    @FunctionalInterface
    private interface Export {
        ExportResult run() throws IOException;
    }

    /** A listener is told as of other queries; what the target throws goes past it. */
    private ExportResult exported(EventFilter filter, Export export) throws IOException {
        try {
            return told(
                    Kind.EXPORT,
                    () -> {
                        limits.check(filter);
                        try {
                            return export.run();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    },
                    ExportResult::rows);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private <T> T told(Kind kind, Supplier<T> query, ToLongFunction<T> rows) {
        long start = System.nanoTime();
        Ending ending = Ending.UNAVAILABLE;
        long found = 0;
        try {
            T result = query.get();
            ending = Ending.ANSWERED;
            found = rows.applyAsLong(result);
            return result;
        } catch (QueryRefused e) {
            ending = Ending.REFUSED;
            throw e;
        } catch (QueryTimedOut e) {
            ending = Ending.TIMED_OUT;
            throw e;
        } finally {
            listener.ended(kind, ending, System.nanoTime() - start, found);
        }
    }
}
