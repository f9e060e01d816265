package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.EventFilter;
import dev.gatehouse.audit.query.EventRow;
import dev.gatehouse.audit.query.EventScan;
import dev.gatehouse.audit.query.Order;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads events a slice of time after the other. A slice is as long as its events are about {@value #SLICE_BYTES} bytes, so
 * that a sort of them fits into memory, however many there are in all.
 */
final class SlicedScan implements EventScan {
    private static final long SLICE_BYTES = 32L << 20;
    /** What a row takes beside its OCSF form, about. */
    private static final int COLUMN_BYTES = 400;

    private static final long STEP_MICROS = 10_000_000;

    private final Reading reading;
    private final EventFilter filter;
    private final List<ParquetFile> files;
    private final Iterator<TimeSlice> slices;
    private @Nullable PreparedStatement statement;
    private @Nullable ResultSet rows;
    private Optional<EventRow> next = Optional.empty();
    private boolean closed;

    private SlicedScan(Reading reading, EventFilter filter, List<ParquetFile> files, Iterator<TimeSlice> slices) {
        this.reading = reading;
        this.filter = filter;
        this.files = files;
        this.slices = slices;
    }

    /** Begins a scan, which closes the state that it reads. */
    static SlicedScan open(Reading reading, EventFilter filter) {
        boolean opened = false;
        try {
            SlicedScan scan = reading.run(state -> {
                List<ParquetFile> files = state.files(filter);
                return new SlicedScan(
                        state, filter, files, slices(state, filter, files).iterator());
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
                end();
            } catch (SQLException ended) {
                // The state is let go all the same.
            }
            reading.close();
        }
    }

    private Optional<EventRow> advance() throws SQLException {
        reading.check();
        while (true) {
            ResultSet current = rows;
            if (current != null && current.next()) {
                return Optional.of(RowReader.rowWithOcsf(current));
            }
            end();
            if (!slices.hasNext()) {
                return Optional.empty();
            }
            begin(slices.next());
        }
    }

    private void begin(TimeSlice slice) throws SQLException {
        SqlText sql = SqlText.of("SELECT " + RowReader.COLUMNS + ", ocsf" + reading.from(slice.of(files)))
                .add(FilterSql.where(filter.within(Micros.instant(slice.from()), Micros.instant(slice.to()))))
                .add(FilterSql.orderBy(Order.OLDEST));
        PreparedStatement prepared = reading.prepare(sql);
        statement = prepared;
        rows = reading.query(prepared);
    }

    private void end() throws SQLException {
        try (PreparedStatement _ = statement;
                ResultSet _ = rows) {
            statement = null;
            rows = null;
        }
    }

    private static List<TimeSlice> slices(Reading reading, EventFilter filter, List<ParquetFile> files)
            throws SQLException {
        long from = Micros.ceiling(filter.from());
        long to = Micros.ceiling(filter.to());
        // Of all events in the range: to ask for those of the filter would cost as much as the scan itself.
        SqlText sql = SqlText.of(
                        "SELECT (epoch_us(event_time) // ?) * ? AS step, (sum(ocsf_bytes) + ? * count(*))::BIGINT",
                        STEP_MICROS,
                        STEP_MICROS,
                        COLUMN_BYTES)
                .add(reading.from(files))
                .add(" WHERE event_time >= make_timestamp(?) AND event_time < make_timestamp(?)", from, to)
                .add(" GROUP BY step ORDER BY step");
        try (PreparedStatement statement = reading.prepare(sql);
                ResultSet steps = reading.query(statement)) {
            return slices(new TimeSlice(from, to), steps);
        }
    }

    private static List<TimeSlice> slices(TimeSlice whole, ResultSet steps) throws SQLException {
        List<TimeSlice> slices = new ArrayList<>();
        long start = whole.from();
        long bytes = 0;
        while (steps.next()) {
            long more = steps.getLong(2);
            if (bytes > 0 && bytes + more > SLICE_BYTES) {
                long end = Math.max(start, steps.getLong(1));
                slices.add(new TimeSlice(start, end));
                start = end;
                bytes = 0;
            }
            bytes += more;
        }
        if (bytes > 0 && start < whole.to()) {
            slices.add(new TimeSlice(start, whole.to()));
        }
        slices.removeIf(slice -> slice.from() == slice.to());
        return slices;
    }
}
