package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.triage.FindingCursor;
import dev.gatehouse.scanner.triage.FindingFilter;
import dev.gatehouse.scanner.triage.FindingJson;
import dev.gatehouse.scanner.triage.FindingPage;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Keeps findings in SQLite: each as JSON, beside the columns that are searched by. */
public final class SqliteFindingStore implements FindingStore {
    private final SqliteDatabase database;

    /** @param database of {@link Schema#FINDINGS} */
    public SqliteFindingStore(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<TrackedFinding> find(Fingerprint fingerprint) {
        return database.read("read a finding", connection -> one(connection, fingerprint));
    }

    @Override
    public Map<Fingerprint, TrackedFinding> findAll(Set<Fingerprint> fingerprints) {
        return database.read("read findings", connection -> {
            Map<Fingerprint, TrackedFinding> found = new HashMap<>();
            for (Fingerprint fingerprint : fingerprints) {
                one(connection, fingerprint).ifPresent(finding -> found.put(fingerprint, finding));
            }
            return found;
        });
    }

    @Override
    public List<TrackedFinding> putAll(Collection<TrackedFinding> findings) {
        if (findings.isEmpty()) {
            return List.of();
        }
        return database.write("write findings", connection -> {
            List<TrackedFinding> beaten = new ArrayList<>();
            for (TrackedFinding finding : findings) {
                if (!put(connection, finding)) {
                    beaten.add(finding);
                }
            }
            return beaten;
        });
    }

    @Override
    public FindingPage list(FindingFilter filter, Optional<String> cursor, int limit) {
        FindingCursor after = cursor.map(FindingCursor::parse).orElse(FindingCursor.START);
        FindingQuery query = new FindingQuery(filter, after, limit + 1);
        return database.read("list findings", connection -> {
            List<TrackedFinding> found =
                    Sql.rows(connection, query.sql(), SqliteFindingStore::finding, query.parameters());
            boolean more = found.size() > limit;
            List<TrackedFinding> page = more ? found.subList(0, limit) : found;
            return new FindingPage(
                    page, more ? Optional.of(FindingCursor.after(page.getLast()).text()) : Optional.empty());
        });
    }

    @Override
    public Map<FindingState, Long> counts() {
        return database.read("count findings", connection -> {
            Map<FindingState, Long> counts = new EnumMap<>(FindingState.class);
            Sql.rows(connection, "SELECT state, count(*) AS n FROM finding GROUP BY state", row -> {
                long count = row.getLong("n");
                return FindingState.of(row.getString("state")).map(state -> counts.put(state, count));
            });
            return counts;
        });
    }

    private static Optional<TrackedFinding> one(Connection connection, Fingerprint fingerprint) throws SQLException {
        return Sql.row(
                connection,
                "SELECT body FROM finding WHERE fingerprint = ?",
                SqliteFindingStore::finding,
                fingerprint.text());
    }

    private static TrackedFinding finding(ResultSet row) throws SQLException {
        String body = row.getString("body");
        return Damaged.unless("finding", () -> FindingJson.read(body));
    }

    private static boolean put(Connection connection, TrackedFinding finding) throws SQLException {
        String id = finding.fingerprint().text();
        int written = finding.version() == 1
                ? Sql.update(
                        connection,
                        "INSERT INTO finding (state, rule, confidence, owner, last_seen, body, version, first_seen,"
                                + " fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        columns(finding, finding.firstSeen(), id))
                : Sql.update(
                        connection,
                        "UPDATE finding SET state = ?, rule = ?, confidence = ?, owner = ?, last_seen = ?, body = ?,"
                                + " version = ? WHERE version = ? AND fingerprint = ?",
                        columns(finding, finding.version() - 1, id));
        if (written == 0) {
            return false;
        }
        sources(connection, finding, id);
        return true;
    }

    private static Object[] columns(TrackedFinding finding, Object last, String id) {
        return new Object[] {
            finding.state().word(),
            finding.rule(),
            FindingQuery.rank(finding.confidence()),
            finding.owner(),
            finding.lastSeen(),
            FindingJson.write(finding),
            finding.version(),
            last,
            id
        };
    }

    private static void sources(Connection connection, TrackedFinding finding, String id) throws SQLException {
        Sql.update(connection, "DELETE FROM finding_source WHERE fingerprint = ?", id);
        Set<String> sources = new TreeSet<>();
        finding.places().kept().forEach(place -> sources.add(place.object().source()));
        for (String source : sources) {
            Sql.update(connection, "INSERT INTO finding_source (fingerprint, source) VALUES (?, ?)", id, source);
        }
    }
}
