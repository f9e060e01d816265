package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.response.Backlog;
import dev.gatehouse.scanner.response.Response;
import dev.gatehouse.scanner.response.ResponseCursor;
import dev.gatehouse.scanner.response.ResponseFilter;
import dev.gatehouse.scanner.response.ResponseJson;
import dev.gatehouse.scanner.response.ResponsePage;
import dev.gatehouse.scanner.response.ResponseState;
import dev.gatehouse.scanner.response.ResponseStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps responses in SQLite: each as JSON, beside the columns that are searched by. */
public final class SqliteResponseStore implements ResponseStore {
    private final SqliteDatabase database;

    /** @param database of {@link Schema#FINDINGS} */
    public SqliteResponseStore(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Response> create(Response response) {
        return database.write("create a response", connection -> {
            int added = Sql.update(
                    connection,
                    "INSERT INTO response (state, is_ended, due, version, body, finding, plan, dry_run, started, id)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    response.state().word(),
                    response.state().isEnded(),
                    response.due(),
                    response.version(),
                    ResponseJson.write(response),
                    response.finding().text(),
                    response.plan().name(),
                    response.dryRun(),
                    response.started(),
                    response.id());
            return added == 1 ? Optional.empty() : there(connection, response);
        });
    }

    private static Optional<Response> there(Connection connection, Response response) throws SQLException {
        Optional<Response> goingOn = Sql.row(
                connection,
                "SELECT body FROM response WHERE finding = ? AND plan = ? AND dry_run = ? AND is_ended = 0",
                SqliteResponseStore::response,
                response.finding().text(),
                response.plan().name(),
                response.dryRun());
        return goingOn.isPresent() ? goingOn : one(connection, response.id());
    }

    @Override
    public Optional<Response> find(String id) {
        return database.read("read a response", connection -> one(connection, id));
    }

    @Override
    public boolean update(Response response) {
        return database.write(
                "write a response",
                connection -> Sql.update(
                                connection,
                                "UPDATE response SET state = ?, is_ended = ?, due = ?, version = ?, body = ?"
                                        + " WHERE id = ? AND version = ?",
                                response.state().word(),
                                response.state().isEnded() || response.undoing(),
                                response.due(),
                                response.version(),
                                ResponseJson.write(response),
                                response.id(),
                                response.version() - 1)
                        == 1);
    }

    @Override
    public List<Response> due(Instant now, int limit) {
        return database.read(
                "look for responses that are due",
                connection -> Sql.rows(
                        connection,
                        "SELECT body FROM response WHERE due IS NOT NULL AND due <= ? ORDER BY due LIMIT ?",
                        SqliteResponseStore::response,
                        now,
                        limit));
    }

    @Override
    public Backlog backlog(Instant late, int most) {
        Backlog.Tally tally = new Backlog.Tally();
        return database.read("count responses", connection -> {
            Sql.rows(
                            connection,
                            "SELECT state, due FROM response WHERE due IS NOT NULL ORDER BY due LIMIT ?",
                            row -> Map.entry(state(row), Sql.instant(row, "due")),
                            most)
                    .forEach(row -> tally.add(row.getKey(), !row.getValue().isAfter(late)));
            return tally.backlog();
        });
    }

    private static ResponseState state(ResultSet row) throws SQLException {
        String word = row.getString("state");
        return Damaged.unless(
                "response", () -> ResponseState.of(word).orElseThrow(() -> new IllegalArgumentException("no state")));
    }

    @Override
    public ResponsePage list(ResponseFilter filter, Optional<String> cursor, int limit) {
        ResponseCursor after = cursor.map(ResponseCursor::parse).orElse(ResponseCursor.START);
        StringBuilder where = new StringBuilder("(started, id) < (?, ?)");
        List<Object> parameters = new ArrayList<>(List.of(after.millis(), after.id()));
        filter.finding().ifPresent(finding -> {
            where.append(" AND finding = ?");
            parameters.add(finding.text());
        });
        if (!filter.states().isEmpty()) {
            where.append(filter.states().stream()
                    .map(state -> "?")
                    .collect(Collectors.joining(", ", " AND state IN (", ")")));
            filter.states().stream().map(ResponseState::word).sorted().forEach(parameters::add);
        }
        parameters.add(limit + 1);
        String sql = "SELECT body FROM response WHERE " + where + " ORDER BY started DESC, id DESC LIMIT ?";
        return database.read("list responses", connection -> {
            List<Response> found = Sql.rows(connection, sql, SqliteResponseStore::response, parameters.toArray());
            boolean more = found.size() > limit;
            List<Response> page = more ? found.subList(0, limit) : found;
            return new ResponsePage(
                    page,
                    more ? Optional.of(ResponseCursor.after(page.getLast()).text()) : Optional.empty());
        });
    }

    private static Optional<Response> one(Connection connection, String id) throws SQLException {
        return Sql.row(connection, "SELECT body FROM response WHERE id = ?", SqliteResponseStore::response, id);
    }

    private static Response response(ResultSet row) throws SQLException {
        String body = row.getString("body");
        return Damaged.unless("response", () -> ResponseJson.read(body));
    }
}
