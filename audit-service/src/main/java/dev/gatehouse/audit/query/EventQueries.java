package dev.gatehouse.audit.query;

import static dev.gatehouse.audit.query.QueryRefused.require;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Queries within their limits: what callers ask, and what an {@link EventTable} answers. */
public final class EventQueries {
    private static final int MAX_UID = 256;

    private final EventTable table;
    private final QueryLimits limits;

    public EventQueries(EventTable table, QueryLimits limits) {
        this.table = table;
        this.limits = limits;
    }

    /** What one query may ask for. */
    public QueryLimits limits() {
        return limits;
    }

    /**
     * A page of events.
     *
     * @throws QueryRefused the query asks for more than one may
     */
    public EventPage page(EventQuery query) {
        limits.check(query);
        return table.page(query, limits.maxBytes(), limits.deadline());
    }

    /**
     * The events of a uid; different sources may have one each.
     *
     * @throws QueryRefused the uid is not one
     */
    public List<EventRow> find(String uid, VisibleSources visible) {
        TextFilter.requireText("uid", uid, MAX_UID);
        return table.find(uid, visible, limits.maxBytes(), limits.deadline());
    }

    /**
     * How many events there are over time.
     *
     * @param width of a bucket; chosen where empty
     * @throws QueryRefused the query asks for more than one may, or for too many buckets
     */
    public Histogram histogram(EventFilter filter, Optional<Duration> width) {
        limits.check(filter);
        Duration chosen = width.orElseGet(() -> Histogram.width(filter.from(), filter.to(), limits.maxBuckets()));
        require(
                Histogram.buckets(filter.from(), filter.to(), chosen) <= limits.maxBuckets(),
                "interval",
                "must give at most " + limits.maxBuckets() + " buckets");
        return table.histogram(filter, chosen, limits.deadline());
    }

    /**
     * All events of a filter, for an export.
     *
     * @throws QueryRefused the filter covers more than one may
     */
    public EventScan scan(EventFilter filter, Duration deadline) {
        limits.check(filter);
        return table.scan(filter, deadline);
    }
}
