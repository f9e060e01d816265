package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A part of a query's time range, in microseconds. Slices are asked one after the other in the query's order, so that a
 * page that is full early reads few files, and a scan sorts little at a time.
 *
 * @param from the first microsecond
 * @param to the microsecond after the last
 */
record TimeSlice(long from, long to) {
    /**
     * Slices for a page: first what has no files, then a day, two, four, and so on.
     *
     * @param files those of the whole range
     */
    static List<TimeSlice> doubling(TimeSlice whole, List<ParquetFile> files, Order order) {
        if (files.isEmpty()) {
            return List.of(whole);
        }
        return order == Order.NEWEST ? backwards(whole, files) : forwards(whole, files);
    }

    /** The files that may have events in it. */
    List<ParquetFile> of(List<ParquetFile> files) {
        return files.stream()
                .filter(file -> file.maxTime() >= from && file.minTime() < to)
                .toList();
    }

    private static List<TimeSlice> backwards(TimeSlice whole, List<ParquetFile> files) {
        long last = files.stream().mapToLong(ParquetFile::maxTime).max().orElseThrow();
        List<TimeSlice> slices = new ArrayList<>();
        long end = whole.to;
        long start = Math.clamp(last + 1, whole.from, whole.to);
        long width = Micros.DAY;
        while (end > whole.from) {
            if (start < end) {
                slices.add(new TimeSlice(start, end));
            }
            end = start;
            start = Math.max(whole.from, end - width);
            width = 2 * width;
        }
        return Collections.unmodifiableList(slices);
    }

    private static List<TimeSlice> forwards(TimeSlice whole, List<ParquetFile> files) {
        long first = files.stream().mapToLong(ParquetFile::minTime).min().orElseThrow();
        List<TimeSlice> slices = new ArrayList<>();
        long start = whole.from;
        long end = Math.clamp(first, whole.from, whole.to);
        long width = Micros.DAY;
        while (start < whole.to) {
            if (start < end) {
                slices.add(new TimeSlice(start, end));
            }
            start = end;
            end = Math.min(whole.to, start + width);
            width = 2 * width;
        }
        return Collections.unmodifiableList(slices);
    }
}
