package dev.gatehouse.audit.query;

import java.util.Locale;

/** Is told how queries go: for metrics. Must be quick. */
public interface QueryListener {
    /** Hears nothing. */
    QueryListener NONE = (kind, ending, nanos, rows) -> {};

    /** What was asked. */
    enum Kind {
        PAGE,
        FIND,
        HISTOGRAM,
        EXPORT;

        /** What stands in a metric. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it ended. */
    enum Ending {
        ANSWERED,
        REFUSED,
        TIMED_OUT,
        UNAVAILABLE;

        /** What stands in a metric. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A query has ended.
     *
     * @param rows that it gave; buckets of a histogram
     */
    void ended(Kind kind, Ending ending, long nanos, long rows);
}
