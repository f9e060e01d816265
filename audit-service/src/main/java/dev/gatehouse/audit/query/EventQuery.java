package dev.gatehouse.audit.query;

import static dev.gatehouse.audit.query.QueryRefused.require;

import java.util.Optional;

/**
 * A question for one page of events.
 *
 * @param filter which events
 * @param order which of them come first
 * @param limit rows that the page has at most, at least 1
 * @param after the last row of the page before; empty for the first page
 */
public record EventQuery(EventFilter filter, Order order, int limit, Optional<Cursor> after) {
    /** @throws QueryRefused the limit is not positive */
    public EventQuery {
        require(limit > 0, "limit", "must be positive");
    }

    /** The same question, about what a caller may see. */
    public EventQuery seenBy(VisibleSources seen) {
        return new EventQuery(filter.seenBy(seen), order, limit, after);
    }

    /** The question for the page after this one. */
    public EventQuery next(Cursor last) {
        return new EventQuery(filter, order, limit, Optional.of(last));
    }
}
