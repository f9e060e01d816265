package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.IndexedEvent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sources that there are events of. They are read from the table once, and known from its appends on. A source stays
 * known after its last event: that it is asked for then finds nothing.
 */
final class KnownSources {
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private volatile boolean complete;

    /** To be called before the events are there to be found, so that none is there whose source is not known. */
    void add(List<IndexedEvent> events) {
        for (IndexedEvent event : events) {
            event.content().ifPresent(content -> names.add(content.key().source()));
        }
    }

    boolean complete() {
        return complete;
    }

    Set<String> names() {
        return Set.copyOf(names);
    }

    /** Reads those of all events that a state of the table has. */
    Set<String> read(Reading reading) throws SQLException {
        SqlText sql = SqlText.of(
                "SELECT DISTINCT source" + reading.from(ParquetFile.all(reading.session())) + " WHERE source <> ''");
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = reading.prepare(sql);
                ResultSet rows = reading.query(statement)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        names.addAll(found);
        complete = true;
        return names();
    }
}
