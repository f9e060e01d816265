package dev.gatehouse.audit.storage.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * In which folder of the archive the event of a uid stands, so that to find one does not open each file. What is kept of
 * a uid is half of its MD5, since DuckDB's own hash may change with its version; an equal half only costs a look.
 */
final class ArchivedUids {
    static final String TABLE = "archived_uid";
    static final String COLUMNS = "(uid_hash UBIGINT NOT NULL, log_index BIGINT NOT NULL, folder VARCHAR NOT NULL)";

    private static final String HASH = "md5_number_lower(uid)";

    private ArchivedUids() {}

    /** Adds recent events that go into a folder. */
    static void add(Session session, SqlText which, String folder) throws SQLException {
        session.run(SqlText.of(
                        "INSERT INTO " + TABLE + " SELECT " + HASH + ", log_index, ? FROM " + EventSchema.HOT
                                + " WHERE uid <> '' AND ",
                        folder)
                .add(which));
    }

    /** Forgets events that are in no folder any more. */
    static void remove(Session session, List<Long> indexes) throws SQLException {
        session.run(SqlText.of(
                "DELETE FROM " + TABLE + " WHERE log_index IN ("
                        + String.join(", ", Collections.nCopies(indexes.size(), "?")) + ")",
                indexes.toArray()));
    }

    /** The files that may have an event of a uid. */
    static List<ParquetFile> files(Reading reading, String uid) throws SQLException {
        Set<String> folders = new HashSet<>();
        SqlText sql = SqlText.of("SELECT folder FROM " + TABLE + " WHERE uid_hash = md5_number_lower(?)", uid);
        try (PreparedStatement statement = reading.prepare(sql);
                ResultSet rows = reading.query(statement)) {
            while (rows.next()) {
                folders.add(rows.getString(1));
            }
        }
        return ParquetFile.all(reading.session()).stream()
                .filter(file -> folders.contains(file.folder()))
                .toList();
    }
}
