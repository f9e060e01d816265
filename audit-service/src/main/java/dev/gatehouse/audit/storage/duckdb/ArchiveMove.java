package dev.gatehouse.audit.storage.duckdb;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Moves a folder's recent events into files. */
final class ArchiveMove {
    private final DuckDbDatabase database;
    private final DayFolder folder;
    private final ParquetLimits limits;

    ArchiveMove(DuckDbDatabase database, DayFolder folder, ParquetLimits limits) {
        this.database = database;
        this.folder = folder;
        this.limits = limits;
    }

    /** @return how many files were written */
    int moveAll() throws SQLException, IOException {
        int files = 0;
        while (moveSome()) {
            files++;
        }
        return files;
    }

    private boolean moveSome() throws SQLException, IOException {
        try (Session session = database.begin()) {
            Batch batch = batch(session, limits.maxRows());
            if (batch.rows == 0) {
                return false;
            }
            if (batch.bytes > limits.maxBytes() && batch.rows > 1) {
                // Events of a folder are of like sizes: the share of rows has about the share of bytes.
                batch = batch(session, Math.max(1, batch.rows * limits.maxBytes() / batch.bytes));
            }
            SqlText which = folder.condition().add(" AND log_index <= ?", batch.lastIndex);
            SqlText rows = SqlText.of("SELECT " + EventSchema.NAMES + " FROM " + EventSchema.HOT + " WHERE ")
                    .add(which);
            new ParquetWriter(session, database.settings())
                    .write(rows, folder.path())
                    .addTo(session);
            KnownSources.keep(session, which);
            ArchivedUids.add(session, which, folder.path());
            session.run(SqlText.of("DELETE FROM " + EventSchema.HOT + " WHERE ").add(which));
            session.commit();
            return true;
        }
    }

    private record Batch(long rows, long bytes, long lastIndex) {}

    /** The first of the folder's events, in the log's order. */
    private Batch batch(Session session, long maxRows) throws SQLException {
        SqlText sql = SqlText.of("SELECT count(*), sum(ocsf_bytes)::BIGINT, max(log_index)"
                        + " FROM (SELECT ocsf_bytes, log_index FROM " + EventSchema.HOT + " WHERE ")
                .add(folder.condition())
                .add(" ORDER BY log_index LIMIT ?)", maxRows);
        try (PreparedStatement statement = session.prepare(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? new Batch(row.getLong(1), row.getLong(2), row.getLong(3)) : new Batch(0, 0, 0);
        }
    }
}
