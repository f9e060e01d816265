package dev.gatehouse.audit.storage.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Writes Parquet files, sorted by time and compressed with zstd. Security Lake wants pages of at most 1 MB, and DuckDB has
 * no such option; with row groups of that size a page has less, unless one event's OCSF form alone has more.
 */
final class ParquetWriter {
    private static final String OPTIONS = " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE_BYTES '1MB')";
    private static final String IN_ORDER = " ORDER BY event_time, log_index";

    private final Session session;
    private final Path parquet;
    private final Path work;

    ParquetWriter(Session session, DuckDbSettings settings) {
        this.session = session;
        this.parquet = settings.parquet();
        this.work = settings.work();
    }

    /** Writes rows to a path that is this program's own. */
    static SqlText copy(SqlText rows, Path target) {
        return SqlText.of("COPY (").add(rows).add(IN_ORDER + ") TO '" + target + "'" + OPTIONS);
    }

    /**
     * Writes rows as a file of a folder; it is durable on return, and part of the table once the transaction that adds it
     * to the manifest is.
     *
     * @param rows a SELECT of all columns, of at least one row
     */
    ParquetFile write(SqlText rows, String folder) throws SQLException, IOException {
        try (WorkFile file = WorkFile.in(work)) {
            session.run(copy(rows, file.path()));
            ParquetFile described = describe(file.path(), folder);
            file.moveTo(parquet, folder, described.name());
            return described;
        }
    }

    private ParquetFile describe(Path file, String folder) throws SQLException, IOException {
        SqlText sql = SqlText.of("SELECT count(*), sum(ocsf_bytes)::BIGINT, min(log_index), max(log_index),"
                + " epoch_us(min(event_time)), epoch_us(max(event_time))"
                + " FROM read_parquet('" + file + "', hive_partitioning = false)");
        try (PreparedStatement statement = session.prepare(sql);
                ResultSet row = statement.executeQuery()) {
            if (!row.next() || row.getLong(1) == 0) {
                throw new SQLException("a Parquet file has at least one event");
            }
            return new ParquetFile(
                    folder,
                    freeName(folder, row.getLong(3), row.getLong(4)),
                    row.getLong(1),
                    Files.size(file),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6));
        }
    }

    /** No file is ever overwritten: a query may still read it. */
    private String freeName(String folder, long minIndex, long maxIndex) {
        int attempt = 0;
        String name;
        do {
            name = minIndex + "-" + maxIndex + "." + attempt + ".parquet";
            attempt++;
        } while (Files.exists(parquet.resolve(folder).resolve(name)));
        return name;
    }
}
