package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.work.WorkItem;
import dev.gatehouse.scanner.work.WorkJson;
import dev.gatehouse.scanner.work.WorkQueue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The queue in SQLite. The same item stands in it once. For the threads of one process, whose clock leases are told by. */
public final class SqliteWorkQueue implements WorkQueue {
    private final SqliteDatabase database;
    private final InstantSource clock;
    private final Supplier<String> leases;

    /**
     * A queue.
     *
     * @param database of {@link Schema#WORK}
     * @param leases gives each lease a name that no other has
     */
    public SqliteWorkQueue(SqliteDatabase database, InstantSource clock, Supplier<String> leases) {
        this.database = database;
        this.clock = clock;
        this.leases = leases;
    }

    /** Ends all leases: what they were for is to be done anew. For a process that starts, and is the only one. */
    public void releaseAll() {
        write(
                "release work",
                connection ->
                        Sql.update(connection, "UPDATE queue SET available_at = 0, lease = '' WHERE lease <> ''"));
    }

    @Override
    public void put(List<WorkItem> items) {
        if (items.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        write("queue work", connection -> {
            int added = 0;
            for (WorkItem item : items) {
                added += Sql.update(
                        connection,
                        "INSERT INTO queue (item, available_at) VALUES (?, ?) ON CONFLICT (item) DO NOTHING",
                        WorkJson.write(item),
                        now);
            }
            return added;
        });
    }

    @Override
    public Optional<Lease> take(Duration lease) {
        Instant now = clock.instant();
        // Looked for first without the writer's turn: an idle worker asks often.
        Optional<Long> there = database.read("look for work", connection -> next(connection, now));
        if (there.isEmpty()) {
            return Optional.empty();
        }
        return database.write("take work", connection -> {
            Optional<Long> id = next(connection, now);
            return id.isEmpty() ? Optional.empty() : taken(connection, id.get(), now.plus(lease));
        });
    }

    private static Optional<Long> next(Connection connection, Instant now) throws SQLException {
        return Sql.row(
                connection,
                "SELECT id FROM queue WHERE available_at <= ? ORDER BY available_at, id LIMIT 1",
                row -> row.getLong("id"),
                now);
    }

    private Optional<Lease> taken(Connection connection, long id, Instant until) throws SQLException {
        String name = leases.get();
        Sql.update(
                connection,
                "UPDATE queue SET available_at = ?, attempt = attempt + 1, lease = ? WHERE id = ?",
                until,
                name,
                id);
        return Sql.row(
                connection, "SELECT item, attempt FROM queue WHERE id = ?", row -> lease(row, id + " " + name), id);
    }

    private static Lease lease(ResultSet row, String handle) throws SQLException {
        String item = row.getString("item");
        return new Lease(Damaged.unless("work", () -> WorkJson.item(item)), handle, row.getInt("attempt"));
    }

    @Override
    public boolean extend(Lease lease, Duration longer) {
        Instant until = clock.instant().plus(longer);
        return write(
                        "extend a lease",
                        connection -> Sql.update(
                                connection,
                                "UPDATE queue SET available_at = ? WHERE id = ? AND lease = ?",
                                until,
                                id(lease),
                                name(lease)))
                == 1;
    }

    @Override
    public void done(Lease lease) {
        write(
                "end work",
                connection ->
                        Sql.update(connection, "DELETE FROM queue WHERE id = ? AND lease = ?", id(lease), name(lease)));
    }

    @Override
    public void giveBack(Lease lease, Duration delay) {
        giveBack(lease, delay, 0);
    }

    @Override
    public void postpone(Lease lease, Duration delay) {
        giveBack(lease, delay, 1);
    }

    private void giveBack(Lease lease, Duration delay, int forgiven) {
        Instant at = clock.instant().plus(delay);
        write(
                "give work back",
                connection -> Sql.update(
                        connection,
                        "UPDATE queue SET available_at = ?, lease = '', attempt = attempt - ? WHERE id = ? AND lease = ?",
                        at,
                        forgiven,
                        id(lease),
                        name(lease)));
    }

    @Override
    public long size() {
        return database.read(
                "count work",
                connection -> Sql.row(connection, "SELECT count(*) AS n FROM queue", row -> row.getLong("n"))
                        .orElse(0L));
    }

    private int write(String operation, SqliteDatabase.Work<Integer> work) {
        return database.write(operation, work);
    }

    private static long id(Lease lease) {
        return Long.parseLong(lease.handle().split(" ", 2)[0]);
    }

    private static String name(Lease lease) {
        return lease.handle().split(" ", 2)[1];
    }
}
