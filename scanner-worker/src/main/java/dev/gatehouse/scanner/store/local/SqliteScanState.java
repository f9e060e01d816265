package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.CoverageJson;
import dev.gatehouse.scanner.work.ScanState;
import dev.gatehouse.scanner.work.SeenObject;
import dev.gatehouse.scanner.work.WorkJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Remembers in SQLite what was scanned. */
public final class SqliteScanState implements ScanState {
    private final SqliteDatabase database;

    /** @param database of {@link Schema#WORK} */
    public SqliteScanState(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<SeenObject> find(ObjectName object) {
        return database.read(
                "read an object's state",
                connection -> Sql.row(
                        connection,
                        "SELECT * FROM object_state WHERE object = ?",
                        SqliteScanState::seen,
                        WorkJson.write(object)));
    }

    @Override
    public void put(ObjectName object, SeenObject seen) {
        database.write(
                "write an object's state",
                connection -> Sql.update(
                        connection,
                        "INSERT OR REPLACE INTO object_state"
                                + " (object, detection, stamp, size, content_hash, coverage, fingerprints)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        WorkJson.write(object),
                        seen.detection(),
                        seen.stamp(),
                        seen.size(),
                        seen.contentHash(),
                        CoverageJson.write(seen.coverage()),
                        seen.fingerprints().stream()
                                .map(Fingerprint::text)
                                .sorted()
                                .collect(Collectors.joining(" "))));
    }

    private static SeenObject seen(ResultSet row) throws SQLException {
        String coverage = row.getString("coverage");
        String fingerprints = row.getString("fingerprints");
        return new SeenObject(
                row.getString("detection"),
                Sql.text(row, "stamp"),
                row.getLong("size"),
                row.getString("content_hash"),
                Damaged.unless("coverage", () -> CoverageJson.read(coverage)),
                Damaged.unless("fingerprints", () -> fingerprints(fingerprints)));
    }

    private static Set<Fingerprint> fingerprints(String text) {
        return Stream.of(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(Fingerprint::new)
                .collect(Collectors.toUnmodifiableSet());
    }
}
