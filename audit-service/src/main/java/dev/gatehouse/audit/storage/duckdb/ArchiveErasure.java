package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.query.IndexedEvent;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBAppender;

/**
 * Takes an event out of its file: the file is written anew without it. What is left of the event goes back to the hot
 * table, since it belongs to the day it was received on, now that its own is not known any more.
 */
final class ArchiveErasure {
    private final DuckDbDatabase database;

    ArchiveErasure(DuckDbDatabase database) {
        this.database = database;
    }

    /** @return whether it was in a file */
    boolean erase(long index) throws SQLException, IOException {
        try (Session session = database.begin()) {
            for (ParquetFile file : ParquetFile.all(session)) {
                Optional<IndexedEvent> blank = find(session, file, index);
                if (blank.isPresent()) {
                    takeOut(session, file, index);
                    putBack(session, blank.get());
                    session.commit();
                    return true;
                }
            }
            return false;
        }
    }

    private Optional<IndexedEvent> find(Session session, ParquetFile file, long index) throws SQLException {
        if (index < file.minIndex() || index > file.maxIndex()) {
            return Optional.empty();
        }
        SqlText sql = SqlText.of("SELECT epoch_us(received), format, verdict FROM " + scan(file))
                .add(" WHERE log_index = ? AND source <> ''", index);
        try (PreparedStatement statement = session.prepare(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new IndexedEvent(
                            index,
                            Micros.instant(row.getLong(1)),
                            EventFormat.ofWord(row.getString(2)).orElseThrow(),
                            DigestVerdict.ofWord(row.getString(3)).orElseThrow(),
                            Optional.empty()))
                    : Optional.empty();
        }
    }

    private void takeOut(Session session, ParquetFile file, long index) throws SQLException, IOException {
        file.removeFrom(session);
        if (file.rows() > 1) {
            SqlText others = SqlText.of("SELECT " + EventSchema.NAMES + " FROM " + scan(file))
                    .add(" WHERE log_index <> ?", index);
            new ParquetWriter(session, database.settings())
                    .write(others, file.folder())
                    .addTo(session);
        }
    }

    private static void putBack(Session session, IndexedEvent blank) throws SQLException {
        try (DuckDBAppender appender = session.appender(EventSchema.HOT)) {
            new RowAppender(appender).append(blank);
        }
    }

    private String scan(ParquetFile file) {
        return ParquetFile.scan(List.of(file), database.settings());
    }
}
