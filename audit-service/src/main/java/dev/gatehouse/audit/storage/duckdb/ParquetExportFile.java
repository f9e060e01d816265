package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.EventFilter;
import dev.gatehouse.audit.query.ExportLimits;
import dev.gatehouse.audit.query.ExportResult;
import dev.gatehouse.audit.query.ExportResult.Cut;
import dev.gatehouse.audit.query.TableUnavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/** An export in Parquet: written whole into a work file, and handed out from there. */
final class ParquetExportFile {
    private final Path work;
    private final TableReader reader;

    ParquetExportFile(Path work, TableReader reader) {
        this.work = work;
        this.reader = reader;
    }

    ExportResult write(EventFilter filter, ExportLimits limits, Function<ExportResult, OutputStream> target)
            throws IOException {
        // The table is let go before the file is handed out: who takes it may be slow.
        Whole whole = reader.read("export to Parquet", limits.deadline(), state -> whole(state, filter, limits));
        try (WorkFile file = whole.file()) {
            Files.copy(file.path(), target.apply(whole.result()));
        }
        return whole.result();
    }

    private record Whole(WorkFile file, ExportResult result) {}

    /** The folder is made when the database is opened, as it is by now. */
    private Whole whole(Reading reading, EventFilter filter, ExportLimits limits) throws SQLException {
        boolean written = false;
        WorkFile file = workFile();
        try {
            Whole whole = new Whole(file, copy(reading, filter, limits, file.path()));
            written = true;
            return whole;
        } finally {
            if (!written) {
                file.discard();
            }
        }
    }

    private WorkFile workFile() {
        try {
            return WorkFile.in(work);
        } catch (IOException failure) {
            throw new TableUnavailable("the export can't be written", failure);
        }
    }

    private static ExportResult copy(Reading reading, EventFilter filter, ExportLimits limits, Path file)
            throws SQLException {
        String from = reading.from(reading.files(filter));
        ExportResult size = size(reading, SqlText.of(from).add(FilterSql.where(filter)), limits);
        SqlText rows = SqlText.of("SELECT " + EventSchema.NAMES + from).add(FilterSql.where(filter));
        if (!size.complete()) {
            rows = SqlText.of("SELECT * FROM (").add(rows).add(" ORDER BY event_time, log_index LIMIT ?)", size.rows());
        }
        try (PreparedStatement statement = reading.prepare(ParquetWriter.copy(rows, file))) {
            reading.execute(statement);
        }
        return size;
    }

    /** How many of the rows fit. */
    private static ExportResult size(Reading reading, SqlText fromWhere, ExportLimits limits) throws SQLException {
        SqlText sql = SqlText.of(
                        "SELECT count(*), count(*) FILTER (WHERE place <= ? AND bytes <= ?),"
                                + " count(*) FILTER (WHERE place <= ?) FROM ("
                                + "SELECT row_number() OVER w AS place, sum(ocsf_bytes) OVER w AS bytes",
                        limits.maxRows(),
                        limits.maxBytes(),
                        limits.maxRows())
                .add(fromWhere)
                .add(" WINDOW w AS (ORDER BY event_time, log_index ROWS UNBOUNDED PRECEDING))");
        try (PreparedStatement statement = reading.prepare(sql);
                ResultSet row = reading.query(statement)) {
            return row.next()
                    ? result(row.getLong(1), row.getLong(2), row.getLong(3))
                    : new ExportResult(0, Optional.empty());
        }
    }

    private static ExportResult result(long there, long fit, long fitByRows) {
        if (fit == there) {
            return new ExportResult(fit, Optional.empty());
        }
        return new ExportResult(fit, Optional.of(fit < fitByRows ? Cut.BYTES : Cut.ROWS));
    }
}
