package dev.gatehouse.audit.query;

import java.time.Duration;

/**
 * What one query may ask for.
 *
 * @param maxRows rows of a page
 * @param maxBytes bytes of a page
 * @param maxRange how much time a query may cover
 * @param deadline how long it may take
 * @param maxText characters of free text
 * @param maxBuckets buckets of a histogram
 */
public record QueryLimits(
        int maxRows, long maxBytes, Duration maxRange, Duration deadline, int maxText, int maxBuckets) {
    /** Limits that suit one machine: 1,000 rows, 4 MiB, 13 months, ten seconds, 256 characters, 500 buckets. */
    public static final QueryLimits DEFAULT =
            new QueryLimits(1_000, 4L << 20, Duration.ofDays(397), Duration.ofSeconds(10), 256, 500);

    public QueryLimits {
        require(maxRows >= 1 && maxRows <= 10_000, "maxRows must be 1 to 10000");
        require(maxBytes >= 1_024 && maxBytes <= 64L << 20, "maxBytes must be 1 KiB to 64 MiB");
        require(maxRange.isPositive(), "maxRange must be positive");
        require(
                deadline.compareTo(Duration.ofMillis(1)) >= 0 && deadline.compareTo(Duration.ofMinutes(10)) <= 0,
                "deadline must be 1 ms to 10 minutes");
        require(maxText >= 1 && maxText <= TextFilter.MAX_LENGTH, "maxText must be 1 to " + TextFilter.MAX_LENGTH);
        require(maxBuckets >= 1 && maxBuckets <= 10_000, "maxBuckets must be 1 to 10000");
    }

    /** @throws QueryRefused the filter covers more time than a query may, or its text is too long */
    public void check(EventFilter filter) {
        QueryRefused.require(
                Duration.between(filter.from(), filter.to()).compareTo(maxRange) <= 0,
                "from",
                "must be at most " + maxRange.toDays() + " days before to");
        filter.text()
                .ifPresent(text -> QueryRefused.require(
                        text.length() <= maxText, "q", "must have at most " + maxText + " characters"));
    }

    /** @throws QueryRefused the query asks for more than one may */
    void check(EventQuery query) {
        check(query.filter());
        QueryRefused.require(query.limit() <= maxRows, "limit", "must be at most " + maxRows);
    }

    /** @throws QueryRefused a histogram of this filter has more buckets of this width than one may have */
    void check(EventFilter filter, Duration width) {
        QueryRefused.require(
                Histogram.buckets(filter.from(), filter.to(), width) <= maxBuckets,
                "interval",
                "must give at most " + maxBuckets + " buckets");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
