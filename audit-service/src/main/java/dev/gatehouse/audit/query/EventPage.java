package dev.gatehouse.audit.query;

import java.util.List;
import java.util.Optional;

/**
 * A page of events, in the query's order.
 *
 * @param rows what was found
 * @param next where the page ended, if there is more
 */
public record EventPage(List<EventRow> rows, Optional<Cursor> next) {
    public EventPage {
        rows = List.copyOf(rows);
    }
}
