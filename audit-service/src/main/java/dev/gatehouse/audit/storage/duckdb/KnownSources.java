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
    /** Those of events in files, which are too many to be asked. */
    static final String TABLE = "archived_source";

    static final String COLUMNS = "(source VARCHAR NOT NULL)";

    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private volatile boolean complete;

    /** To be called before the events are there to be found, so that none is there whose source is not known. */
    void add(List<IndexedEvent> events) {
        for (IndexedEvent event : events) {
            event.content().ifPresent(content -> names.add(content.key().source()));
        }
    }

    /** Keeps those of recent events that go into a file. */
    static void keep(Session session, SqlText which) throws SQLException {
        session.run(SqlText.of("INSERT INTO " + TABLE + " SELECT DISTINCT source FROM " + EventSchema.HOT
                        + " WHERE source <> '' AND source NOT IN (SELECT source FROM " + TABLE + ") AND ")
                .add(which));
    }

    boolean complete() {
        return complete;
    }

    Set<String> names() {
        return Set.copyOf(names);
    }

    /** Reads those of all events that a state of the table has. */
    Set<String> read(Reading reading) throws SQLException {
        SqlText sql = SqlText.of("SELECT DISTINCT source FROM " + EventSchema.HOT
                + " WHERE source <> '' UNION SELECT source FROM " + TABLE);
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
