package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.EventRow;
import dev.gatehouse.audit.query.VisibleSources;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds events by their uid: sources may have chosen the same. */
final class UidReader {
    /** More sources with the same uid than anyone has. */
    private static final int MOST = 16;

    private final Reading reading;
    private final long maxBytes;

    UidReader(Reading reading, long maxBytes) {
        this.reading = reading;
        this.maxBytes = maxBytes;
    }

    List<EventRow> find(String uid, VisibleSources visible) throws SQLException {
        // Each form has its share of the bytes, so that all of them together fit.
        SqlText sql = SqlText.of(
                        "SELECT " + RowReader.COLUMNS
                                + ", CASE WHEN ocsf_bytes <= ? // least(count(*) OVER (), " + MOST + ") THEN ocsf END"
                                + reading.from(ArchivedUids.files(reading, uid)),
                        maxBytes)
                .add(" WHERE uid = ?", uid)
                .add(FilterSql.visible(visible))
                .add(" ORDER BY log_index LIMIT " + MOST);
        List<EventRow> found = new ArrayList<>();
        try (PreparedStatement statement = reading.prepare(sql);
                ResultSet rows = reading.query(statement)) {
            while (rows.next()) {
                found.add(RowReader.rowWithOcsf(rows));
            }
        }
        return found;
    }
}
