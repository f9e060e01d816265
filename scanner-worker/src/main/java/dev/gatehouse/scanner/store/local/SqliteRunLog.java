package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.work.RunLog;
import java.time.Instant;
import java.util.Optional;

/** Remembers in SQLite which runs there were. */
public final class SqliteRunLog implements RunLog {
    private final SqliteDatabase database;

    /** @param database of {@link Schema#WORK} */
    public SqliteRunLog(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Instant> last(String target) {
        return database.read(
                "read the last run",
                connection -> Sql.row(
                        connection,
                        "SELECT due FROM run_log WHERE target = ?",
                        row -> Sql.instant(row, "due"),
                        target));
    }

    @Override
    public boolean claim(String target, Instant due) {
        return database.write(
                "claim a run",
                connection -> Sql.update(
                                connection,
                                "INSERT INTO run_log (target, due) VALUES (?, ?)"
                                        + " ON CONFLICT (target) DO UPDATE SET due = excluded.due WHERE excluded.due > due",
                                target,
                                due)
                        == 1);
    }
}
