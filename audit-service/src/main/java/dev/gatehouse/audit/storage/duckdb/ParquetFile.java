package dev.gatehouse.audit.storage.duckdb;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Parquet file that is part of the table: only those that stand in the manifest are.
 *
 * @param folder below the Parquet folder, with slashes; see {@link DayFolder}
 * @param name within it
 * @param rows of events
 * @param bytes of the file
 * @param ocsfBytes of all of the events' OCSF forms
 * @param minIndex the lowest log index in it
 * @param maxIndex the highest
 * @param minTime the earliest event's time, in microseconds
 * @param maxTime the latest
 */
record ParquetFile(
        String folder,
        String name,
        long rows,
        long bytes,
        long ocsfBytes,
        long minIndex,
        long maxIndex,
        long minTime,
        long maxTime) {
    private static final String SELECT =
            "SELECT folder, name, event_rows, file_bytes, ocsf_total, min_index, max_index,"
                    + " min_time, max_time FROM " + EventSchema.FILES;

    /** Where it stands. */
    Path in(Path parquet) {
        return parquet.resolve(folder).resolve(name);
    }

    /** All files of the manifest, as a transaction sees it, in order of time. */
    static List<ParquetFile> all(Session session) throws SQLException {
        return list(session, SqlText.of(SELECT + " ORDER BY min_time, folder, name"));
    }

    /** Those that may have events from a time on and before another. */
    static List<ParquetFile> between(Session session, long from, long to) throws SQLException {
        return list(
                session,
                SqlText.of(SELECT + " WHERE max_time >= ? AND min_time < ? ORDER BY min_time, folder, name", from, to));
    }

    /** Reads files. Their names are this program's own: no caller's text stands in them unchanged. */
    static String scan(List<ParquetFile> files, DuckDbSettings settings) {
        return files.stream()
                .map(file -> "'" + file.in(settings.parquet()) + "'")
                .collect(Collectors.joining(", ", "read_parquet([", "], hive_partitioning = false)"));
    }

    void addTo(Session session) throws SQLException {
        session.run(SqlText.of(
                "INSERT INTO " + EventSchema.FILES + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                folder,
                name,
                rows,
                bytes,
                ocsfBytes,
                minIndex,
                maxIndex,
                minTime,
                maxTime));
    }

    void removeFrom(Session session) throws SQLException {
        session.run(SqlText.of("DELETE FROM " + EventSchema.FILES + " WHERE folder = ? AND name = ?", folder, name));
    }

    private static List<ParquetFile> list(Session session, SqlText sql) throws SQLException {
        List<ParquetFile> files = new ArrayList<>();
        try (PreparedStatement statement = session.prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                files.add(new ParquetFile(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7),
                        rows.getLong(8),
                        rows.getLong(9)));
            }
        }
        return files;
    }
}
