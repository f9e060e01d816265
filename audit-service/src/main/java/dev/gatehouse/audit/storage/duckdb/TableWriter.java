package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.IndexedEvent;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.duckdb.DuckDBAppender;

/** Adds recent events, and blanks them. Rows and position change in one transaction. */
final class TableWriter {
    /** Indexes that one statement names. */
    private static final int AT_ONCE = 500;

    private final DuckDbDatabase database;
    private final ReentrantLock lock = new ReentrantLock();
    /** Events that were erased before they came: whoever fills the table may have read them from the log before that. */
    private final Set<Long> erasedAhead = ConcurrentHashMap.newKeySet();

    TableWriter(DuckDbDatabase database) {
        this.database = database;
    }

    long position() {
        return transaction("read the position", TableWriter::position);
    }

    void append(List<IndexedEvent> events) {
        transaction("append events", session -> {
            requireNext(events, position(session));
            insert(session, events);
            long next = events.getLast().index() + 1;
            session.run(SqlText.of("UPDATE " + EventSchema.STATE + " SET position = ?", next));
            return next;
        });
        erasedAhead.removeIf(index -> index <= events.getLast().index());
    }

    void erase(List<Long> ascending) {
        transaction("erase events", session -> {
            long position = position(session);
            ascending.stream().filter(index -> index >= position).forEach(erasedAhead::add);
            for (int from = 0; from < ascending.size(); from += AT_ONCE) {
                session.run(blank(ascending.subList(from, Math.min(ascending.size(), from + AT_ONCE))));
            }
            return ascending.size();
        });
    }

    void rebuild() {
        transaction("drop all events", session -> {
            EventSchema.clear(session);
            return 0L;
        });
    }

    private void insert(Session session, List<IndexedEvent> events) throws SQLException {
        try (DuckDBAppender appender = session.appender(EventSchema.HOT)) {
            RowAppender rows = new RowAppender(appender);
            for (IndexedEvent event : events) {
                rows.append(erasedAhead.contains(event.index()) ? event.erased() : event);
            }
        }
    }

    /** What {@link RowAppender} writes for an event without content. */
    private static SqlText blank(List<Long> indexes) {
        return SqlText.of(
                        "UPDATE " + EventSchema.HOT
                                + " SET source = '', uid = '', event_time = received, class_uid = 0,"
                                + " activity_id = 0, severity_id = 0, outcome = 'unknown', actor = '', action = '',"
                                + " resources = [], address = '', account_id = '', cloud_region = '', ocsf_bytes = 0, ocsf = ''")
                .add(SqlText.within("log_index", indexes).add(" AND source <> ''"));
    }

    private static long position(Session session) throws SQLException {
        return session.number(SqlText.of("SELECT position FROM " + EventSchema.STATE));
    }

    private static void requireNext(List<IndexedEvent> events, long position) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).index() != position + i) {
                throw new IllegalArgumentException("event " + i + " of the batch is at log index "
                        + events.get(i).index() + ", and the table wants " + (position + i));
            }
        }
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one event");
        }
    }

    @FunctionalInterface
    private interface Work {
        long in(Session session) throws SQLException;
    }

    /** Does something while nobody appends. */
    <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private long transaction(String operation, Work work) {
        lock.lock();
        try (Session session = database.begin()) {
            long result = work.in(session);
            session.commit();
            return result;
        } catch (SQLException failure) {
            throw database.failed(operation, failure);
        } finally {
            lock.unlock();
        }
    }
}
