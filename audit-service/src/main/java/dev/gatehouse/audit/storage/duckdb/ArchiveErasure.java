package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.query.IndexedEvent;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBAppender;

/**
 * Takes events out of their files: a file is written anew without them. What is left of an event goes back to the hot
 * table, since it belongs to the day it was received on, now that its own is not known any more.
 */
final class ArchiveErasure {
    private final DuckDbDatabase database;

    ArchiveErasure(DuckDbDatabase database) {
        this.database = database;
    }

    /** @return whether any was in a file */
    boolean erase(List<Long> ascending) throws SQLException, IOException {
        boolean changed = false;
        try (Session session = database.begin()) {
            for (ParquetFile file : ParquetFile.all(session)) {
                List<Long> maybe = ascending.stream()
                        .filter(index -> index >= file.minIndex() && index <= file.maxIndex())
                        .toList();
                changed |= !maybe.isEmpty() && erase(session, file, maybe);
            }
            if (changed) {
                session.commit();
            }
        }
        return changed;
    }

    private boolean erase(Session session, ParquetFile file, List<Long> indexes) throws SQLException, IOException {
        List<IndexedEvent> blanks = find(session, file, indexes);
        if (blanks.isEmpty()) {
            return false;
        }
        takeOut(session, file, blanks.stream().map(IndexedEvent::index).sorted().toList());
        try (DuckDBAppender appender = session.appender(EventSchema.HOT)) {
            RowAppender rows = new RowAppender(appender);
            for (IndexedEvent blank : blanks) {
                rows.append(blank);
            }
        }
        return true;
    }

    private List<IndexedEvent> find(Session session, ParquetFile file, List<Long> indexes) throws SQLException {
        List<IndexedEvent> blanks = new ArrayList<>();
        SqlText sql = SqlText.of("SELECT log_index, epoch_us(received), format, verdict FROM " + scan(file))
                .add(SqlText.within("log_index", indexes).add(" AND source <> ''"));
        try (PreparedStatement statement = session.prepare(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                blanks.add(new IndexedEvent(
                        row.getLong(1),
                        Micros.instant(row.getLong(2)),
                        EventFormat.ofWord(row.getString(3)).orElseThrow(),
                        DigestVerdict.ofWord(row.getString(4)).orElseThrow(),
                        Optional.empty()));
            }
        }
        return blanks;
    }

    private void takeOut(Session session, ParquetFile file, List<Long> indexes) throws SQLException, IOException {
        file.removeFrom(session);
        ArchivedUids.remove(session, indexes);
        if (file.rows() > indexes.size()) {
            String marks = String.join(", ", Collections.nCopies(indexes.size(), "?"));
            SqlText others = SqlText.of("SELECT " + EventSchema.NAMES + " FROM " + scan(file))
                    .add(" WHERE log_index NOT IN (" + marks + ")", indexes.toArray());
            new ParquetWriter(session, database.settings())
                    .write(others, file.folder())
                    .addTo(session);
        }
    }

    private String scan(ParquetFile file) {
        return ParquetFile.scan(List.of(file), database.settings());
    }
}
