package dev.gatehouse.audit.query;

import static dev.gatehouse.audit.query.QueryRefused.require;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How many events there are over time. Buckets begin at multiples of their width since 1970, so that they stay where they
 * are when the range moves; those without events are there too, with 0. The first and the last count only what is within
 * the range.
 *
 * @param width of each bucket, whole seconds
 * @param buckets in order of time
 */
public record Histogram(Duration width, List<Bucket> buckets) {
    private static final List<Duration> WIDTHS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(365));

    public Histogram {
        buckets = List.copyOf(buckets);
    }

    /**
     * A bucket.
     *
     * @param start its first instant
     * @param events how many events it has
     */
    public record Bucket(Instant start, long events) {}

    /**
     * The smallest usual width with which a range has at most so many buckets.
     *
     * @throws QueryRefused there is none
     */
    public static Duration width(Instant from, Instant to, int maxBuckets) {
        return WIDTHS.stream()
                .filter(width -> buckets(from, to, width) <= maxBuckets)
                .findFirst()
                .orElseThrow(() -> new QueryRefused("to", "is too far from from for a histogram"));
    }

    /**
     * How many buckets a range has.
     *
     * @throws QueryRefused the width is not of whole seconds, or not positive
     */
    public static long buckets(Instant from, Instant to, Duration width) {
        require(width.isPositive() && width.toNanosPart() == 0, "interval", "must be of whole seconds, at least 1");
        require(width.compareTo(Duration.ofDays(3_660)) <= 0, "interval", "must be at most 3660 days");
        long micros = width.toSeconds() * 1_000_000;
        return Math.floorDiv(micros(to) - 1, micros) - Math.floorDiv(micros(from), micros) + 1;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
