package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.EventPage;
import dev.gatehouse.audit.query.EventQuery;
import dev.gatehouse.audit.query.EventRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a page: first its rows without their OCSF forms, then the forms of those that go on the page. So a page of rows
 * that are all large needs no more memory than the page may have.
 */
final class PageReader {
    private final Reading reading;
    private final EventQuery query;
    private final long maxBytes;

    PageReader(Reading reading, EventQuery query, long maxBytes) {
        this.reading = reading;
        this.query = query;
        this.maxBytes = maxBytes;
    }

    EventPage page() throws SQLException {
        List<ParquetFile> files = reading.files(query.filter());
        List<EventRow> found = find(files);
        List<EventRow> kept = found.subList(0, kept(found));
        Optional<EventRow> last = kept.size() < found.size() ? Optional.of(kept.getLast()) : Optional.empty();
        return new EventPage(withOcsf(kept, files), last.map(EventRow::cursor));
    }

    /** The page's rows and one more, if there is one. */
    private List<EventRow> find(List<ParquetFile> files) throws SQLException {
        TimeSlice whole = new TimeSlice(
                Micros.ceiling(query.filter().from()),
                Micros.ceiling(query.filter().to()));
        List<EventRow> found = new ArrayList<>();
        for (TimeSlice slice : TimeSlice.doubling(bounded(whole), files, query.order())) {
            if (found.size() > query.limit()) {
                break;
            }
            collect(slice, slice.of(files), query.limit() + 1 - found.size(), found);
        }
        return found;
    }

    /** What the cursor leaves of the time range. */
    private TimeSlice bounded(TimeSlice whole) {
        if (query.after().isEmpty()) {
            return whole;
        }
        long time = Math.clamp(Micros.of(query.after().get().time()), whole.from(), whole.to());
        return switch (query.order()) {
            case NEWEST -> new TimeSlice(whole.from(), Math.min(time + 1, whole.to()));
            case OLDEST -> new TimeSlice(time, whole.to());
        };
    }

    private void collect(TimeSlice slice, List<ParquetFile> files, int limit, List<EventRow> found)
            throws SQLException {
        SqlText sql = SqlText.of("SELECT " + RowReader.COLUMNS + reading.from(files))
                .add(FilterSql.where(query.filter().within(Micros.instant(slice.from()), Micros.instant(slice.to()))));
        query.after().ifPresent(cursor -> sql.add(FilterSql.after(cursor, query.order())));
        sql.add(FilterSql.orderBy(query.order()) + " LIMIT ?", limit);
        try (PreparedStatement statement = reading.prepare(sql);
                ResultSet rows = reading.query(statement)) {
            while (rows.next()) {
                found.add(RowReader.row(rows));
            }
        }
    }

    /** How many of the rows fit; always one, so that a cursor moves. */
    private int kept(List<EventRow> found) {
        long bytes = 0;
        int rows = 0;
        while (rows < Math.min(found.size(), query.limit())) {
            EventRow row = found.get(rows);
            bytes += row.columnBytes() + (isTooLarge(row) ? 0 : row.ocsfBytes());
            if (rows > 0 && bytes > maxBytes) {
                break;
            }
            rows++;
        }
        return rows;
    }

    private boolean isTooLarge(EventRow row) {
        return row.ocsfBytes() > maxBytes;
    }

    private List<EventRow> withOcsf(List<EventRow> rows, List<ParquetFile> files) throws SQLException {
        List<EventRow> wanted =
                rows.stream().filter(row -> !row.erased() && !isTooLarge(row)).toList();
        if (wanted.isEmpty()) {
            return rows;
        }
        Map<Long, String> forms = forms(wanted, files);
        return rows.stream()
                .map(row -> forms.containsKey(row.index()) ? row.withOcsf(forms.get(row.index())) : row)
                .toList();
    }

    private Map<Long, String> forms(List<EventRow> rows, List<ParquetFile> files) throws SQLException {
        long first = rows.stream().mapToLong(row -> Micros.of(row.time())).min().orElseThrow();
        long last = rows.stream().mapToLong(row -> Micros.of(row.time())).max().orElseThrow();
        SqlText sql = SqlText.of("SELECT log_index, ocsf" + reading.from(new TimeSlice(first, last + 1).of(files)))
                .add(" WHERE event_time >= make_timestamp(?) AND event_time <= make_timestamp(?)", first, last)
                .add(
                        " AND log_index IN (" + String.join(", ", Collections.nCopies(rows.size(), "?")) + ")",
                        rows.stream().map(EventRow::index).toArray());
        Map<Long, String> forms = new HashMap<>();
        try (PreparedStatement statement = reading.prepare(sql);
                ResultSet found = reading.query(statement)) {
            while (found.next()) {
                forms.put(found.getLong(1), found.getString(2));
            }
        }
        return forms;
    }
}
