package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.Outcome;
import dev.gatehouse.audit.query.EventRow;
import dev.gatehouse.audit.query.TableUnavailable;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads rows of a SELECT of {@link #COLUMNS}. */
final class RowReader {
    /** All but the OCSF form. */
    static final String COLUMNS = "log_index, epoch_us(received), source, uid, format, verdict, epoch_us(event_time),"
            + " class_uid, activity_id, severity_id, outcome, actor, action, resources, address, account_id,"
            + " cloud_region, ocsf_bytes";
    /** The OCSF form's place when it comes after the columns. */
    static final int OCSF = 19;

    private RowReader() {}

    /** A row without its OCSF form. */
    static EventRow row(ResultSet rows) throws SQLException {
        return new EventRow(
                rows.getLong(1),
                Micros.instant(rows.getLong(2)),
                rows.getString(3),
                rows.getString(4),
                known(EventFormat.ofWord(rows.getString(5))),
                known(DigestVerdict.ofWord(rows.getString(6))),
                Micros.instant(rows.getLong(7)),
                rows.getInt(8),
                rows.getInt(9),
                rows.getInt(10),
                Outcome.valueOf(rows.getString(11).toUpperCase(Locale.ROOT)),
                rows.getString(12),
                rows.getString(13),
                texts(rows.getArray(14)),
                rows.getString(15),
                rows.getString(16),
                rows.getString(17),
                rows.getLong(18),
                Optional.empty());
    }

    /** A row with its OCSF form, which the statement gives where it is wanted, and null where not. */
    static EventRow rowWithOcsf(ResultSet rows) throws SQLException {
        EventRow row = row(rows);
        String ocsf = rows.getString(OCSF);
        return ocsf == null || row.erased() ? row : row.withOcsf(ocsf);
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .map(String.class::cast)
                .toList();
    }

    private static <T> T known(Optional<T> value) {
        return value.orElseThrow(() -> new TableUnavailable("a row was written by a newer version of the program"));
    }
}
