package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.response.ControlJson;
import dev.gatehouse.scanner.response.KillSwitch;
import dev.gatehouse.scanner.response.ResponseControls;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps in SQLite what holds for all responses. */
public final class SqliteResponseControls implements ResponseControls {
    private static final String SWITCH = "switch";
    private static final String MODE = "mode";
    private static final Duration HOUR = Duration.ofHours(1);

    private final SqliteDatabase database;

    /** @param database of {@link Schema#FINDINGS} */
    public SqliteResponseControls(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public KillSwitch killSwitch() {
        return database.read("read the kill switch", connection -> body(connection, SWITCH))
                .map(body -> Damaged.unless("kill switch", () -> ControlJson.read(body)))
                .orElse(KillSwitch.INITIAL);
    }

    @Override
    public void set(KillSwitch killSwitch) {
        database.write(
                "set the kill switch",
                connection ->
                        put(connection, SWITCH, ControlJson.tree(killSwitch).toString()));
    }

    @Override
    public Optional<Instant> take(String key, Instant now, int perHour) {
        return database.write("count acting steps", connection -> {
            Sql.update(connection, "DELETE FROM response_act WHERE at <= ?", now.minus(HOUR));
            List<String> taken = Sql.rows(
                    connection, "SELECT key FROM response_act WHERE key = ?", row -> row.getString("key"), key);
            List<Instant> all =
                    Sql.rows(connection, "SELECT at FROM response_act ORDER BY at", row -> Sql.instant(row, "at"));
            if (!taken.isEmpty()) {
                return Optional.empty();
            }
            if (all.size() >= perHour) {
                // When enough of them are an hour old.
                return Optional.of(all.get(all.size() - perHour).plus(HOUR));
            }
            Sql.update(connection, "INSERT INTO response_act (key, at) VALUES (?, ?)", key, now);
            return Optional.empty();
        });
    }

    @Override
    public Instant began(String mode, Instant now) {
        return database.write("note the mode", connection -> {
            Optional<String> stored = body(connection, MODE);
            if (stored.isPresent() && stored.get().startsWith(mode + " ")) {
                String millis = stored.get().substring(mode.length() + 1);
                return Damaged.unless("mode", () -> Instant.ofEpochMilli(Long.parseLong(millis)));
            }
            put(connection, MODE, mode + " " + now.toEpochMilli());
            return now;
        });
    }

    private static Optional<String> body(Connection connection, String name) throws SQLException {
        return Sql.row(
                connection, "SELECT body FROM response_control WHERE name = ?", row -> row.getString("body"), name);
    }

    private static int put(Connection connection, String name, String body) throws SQLException {
        return Sql.update(
                connection,
                "INSERT INTO response_control (name, body) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET body = excluded.body",
                name,
                body);
    }
}
