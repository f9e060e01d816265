package dev.gatehouse.audit.query;

import java.time.Duration;

/** A query took longer than it may, and was stopped. A narrower time range or a filter that is not free text helps. */
public final class QueryTimedOut extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueryTimedOut(Duration deadline) {
        super("the query took longer than " + deadline.toMillis() + " ms");
    }
}
