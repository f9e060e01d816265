package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.EventFilter;
import dev.gatehouse.audit.query.EventRow;
import dev.gatehouse.audit.query.EventScan;
import dev.gatehouse.audit.query.Order;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads events day by day, so that a sort holds one day at most. */
final class DayScan implements EventScan {
    private final Reading reading;
    private final EventFilter filter;
    private final List<ParquetFile> files;
    private final Iterator<TimeSlice> days;
    private @Nullable PreparedStatement statement;
    private @Nullable ResultSet rows;
    private Optional<EventRow> next = Optional.empty();
    private boolean closed;

    private DayScan(Reading reading, EventFilter filter, List<ParquetFile> files, Iterator<TimeSlice> days) {
        this.reading = reading;
        this.filter = filter;
        this.files = files;
        this.days = days;
    }

    /** Begins a scan, which closes the state that it reads. */
    static DayScan open(Reading reading, EventFilter filter) {
        boolean opened = false;
        try {
            DayScan scan = reading.run(state -> {
                List<ParquetFile> files = state.files(filter);
                return new DayScan(
                        state,
                        filter,
                        files,
                        TimeSlice.days(extent(state, filter, files)).iterator());
            });
            opened = true;
            return scan;
        } finally {
            if (!opened) {
                reading.close();
            }
        }
    }

    @Override
    public boolean hasNext() {
        if (next.isEmpty() && !closed) {
            next = reading.run(_ -> advance());
        }
        return next.isPresent();
    }

    @Override
    public EventRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the scan has ended");
        }
        EventRow row = next.orElseThrow();
        next = Optional.empty();
        return row;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            next = Optional.empty();
            try {
                endDay();
            } catch (SQLException ended) {
                // The state is let go all the same.
            }
            reading.close();
        }
    }

    private Optional<EventRow> advance() throws SQLException {
        reading.check();
        while (true) {
            ResultSet today = rows;
            if (today != null && today.next()) {
                return Optional.of(RowReader.rowWithOcsf(today));
            }
            endDay();
            if (!days.hasNext()) {
                return Optional.empty();
            }
            beginDay(days.next());
        }
    }

    private void beginDay(TimeSlice day) throws SQLException {
        SqlText sql = SqlText.of("SELECT " + RowReader.COLUMNS + ", ocsf" + reading.from(day.of(files)))
                .add(FilterSql.where(filter.within(Micros.instant(day.from()), Micros.instant(day.to()))))
                .add(FilterSql.orderBy(Order.OLDEST));
        PreparedStatement prepared = reading.prepare(sql);
        statement = prepared;
        rows = reading.query(prepared);
    }

    private void endDay() throws SQLException {
        try (PreparedStatement _ = statement;
                ResultSet _ = rows) {
            statement = null;
            rows = null;
        }
    }

    /** From the first to the last event that there is in the filter's time range. */
    private static TimeSlice extent(Reading reading, EventFilter filter, List<ParquetFile> files) throws SQLException {
        long from = Micros.ceiling(filter.from());
        long to = Micros.ceiling(filter.to());
        SqlText sql = SqlText.of(
                "SELECT min(epoch_us(event_time)), max(epoch_us(event_time)), count(*) FROM " + EventSchema.HOT
                        + " WHERE event_time >= make_timestamp(?) AND event_time < make_timestamp(?)",
                from,
                to);
        long first = files.stream().mapToLong(ParquetFile::minTime).min().orElse(Long.MAX_VALUE);
        long last = files.stream().mapToLong(ParquetFile::maxTime).max().orElse(Long.MIN_VALUE);
        try (PreparedStatement statement = reading.prepare(sql);
                ResultSet hot = reading.query(statement)) {
            if (hot.next() && hot.getLong(3) > 0) {
                first = Math.min(first, hot.getLong(1));
                last = Math.max(last, hot.getLong(2));
            }
        }
        return first > last ? new TimeSlice(from, from) : new TimeSlice(Math.max(from, first), Math.min(to, last + 1));
    }
}
