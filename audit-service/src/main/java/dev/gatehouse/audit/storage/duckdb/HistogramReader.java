package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.EventFilter;
import dev.gatehouse.audit.query.Histogram;
import dev.gatehouse.audit.query.Histogram.Bucket;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts events over time. */
final class HistogramReader {
    private HistogramReader() {}

    static Histogram count(Reading reading, EventFilter filter, Duration width) throws SQLException {
        long micros = width.toSeconds() * 1_000_000;
        Map<Long, Long> counts = counts(reading, filter, micros);
        long first = Math.floorDiv(Micros.of(filter.from()), micros);
        long buckets = Histogram.buckets(filter.from(), filter.to(), width);
        List<Bucket> all = new ArrayList<>();
        for (long bucket = first; bucket < first + buckets; bucket++) {
            all.add(new Bucket(Micros.instant(bucket * micros), counts.getOrDefault(bucket, 0L)));
        }
        return new Histogram(width, all);
    }

    private static Map<Long, Long> counts(Reading reading, EventFilter filter, long micros) throws SQLException {
        // Division of integers rounds towards zero, and times before 1970 are negative.
        SqlText sql = SqlText.of(
                        "SELECT (epoch_us(event_time) - ((epoch_us(event_time) % ?) + ?) % ?) // ? AS bucket, count(*)",
                        micros, micros, micros, micros)
                .add(reading.from(reading.files(filter)))
                .add(FilterSql.where(filter))
                .add(" GROUP BY bucket");
        Map<Long, Long> counts = new HashMap<>();
        try (PreparedStatement statement = reading.prepare(sql);
                ResultSet rows = reading.query(statement)) {
            while (rows.next()) {
                counts.put(rows.getLong(1), rows.getLong(2));
            }
        }
        return counts;
    }
}
