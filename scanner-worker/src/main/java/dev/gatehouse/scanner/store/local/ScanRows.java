package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.CoverageJson;
import dev.gatehouse.scanner.work.LedgerLine;
import dev.gatehouse.scanner.work.ObjectEnd;
import dev.gatehouse.scanner.work.ScanCounts;
import dev.gatehouse.scanner.work.ScanRecord;
import dev.gatehouse.scanner.work.ScanStatus;
import dev.gatehouse.scanner.work.Target;
import dev.gatehouse.scanner.work.WorkJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of scans and of their ledgers. */
final class ScanRows {
    private static final Set<String> OUTCOMES = Set.of("scanned", "partial", "excluded", "denied", "undecodable");

    private ScanRows() {}

    /** A line with its place in the order of listing. */
    record Placed(long place, LedgerLine line) {}

    static Optional<ScanRecord> find(Connection connection, String id) throws SQLException {
        return Sql.row(connection, "SELECT * FROM scan WHERE id = ?", ScanRows::scan, id);
    }

    /** The latest first. */
    static List<ScanRecord> list(Connection connection, String where, int limit, Object... parameters)
            throws SQLException {
        List<Object> all = new ArrayList<>(List.of(parameters));
        all.add(limit);
        return Sql.rows(
                connection,
                "SELECT * FROM scan WHERE " + where + " ORDER BY id DESC LIMIT ?",
                ScanRows::scan,
                all.toArray());
    }

    /** Adds an object that has ended to its scan's numbers. */
    static void count(Connection connection, String id, String outcome, ObjectEnd end, boolean isNew)
            throws SQLException {
        if (!OUTCOMES.contains(outcome)) {
            throw new IllegalArgumentException("an outcome that has no column");
        }
        Sql.update(
                connection,
                "UPDATE scan SET " + outcome + " = " + outcome + " + 1, listed = listed + ?, unchanged = unchanged + ?,"
                        + " bytes = bytes + ?, findings = findings + ? WHERE id = ?",
                isNew,
                end.unchanged(),
                end.bytes(),
                end.findings(),
                id);
    }

    static Placed line(ResultSet row) throws SQLException {
        String object = row.getString("object");
        ObjectName name = Damaged.unless("object's name", () -> WorkJson.name(object));
        Optional<Coverage> coverage =
                Sql.text(row, "coverage").map(text -> Damaged.unless("coverage", () -> CoverageJson.read(text)));
        return new Placed(
                row.getLong("place"),
                new LedgerLine(name, coverage, row.getInt("unchanged") == 1, row.getInt("findings")));
    }

    private static ScanRecord scan(ResultSet row) throws SQLException {
        String stored = row.getString("target");
        String status = row.getString("status");
        Target target = Damaged.unless("target", () -> WorkJson.target(stored));
        return new ScanRecord(
                row.getString("id"),
                target,
                row.getString("requester"),
                Damaged.unless(
                        "status",
                        () -> ScanStatus.of(status).orElseThrow(() -> new IllegalArgumentException("is unknown"))),
                Sql.text(row, "detail"),
                Sql.instant(row, "requested"),
                Sql.optionalInstant(row, "finished"),
                Sql.text(row, "next_cursor"),
                row.getInt("is_listed") == 1,
                counts(row),
                row.getLong("version"));
    }

    private static ScanCounts counts(ResultSet row) throws SQLException {
        return new ScanCounts(
                row.getLong("listed"),
                row.getLong("scanned"),
                row.getLong("unchanged"),
                row.getLong("partial"),
                row.getLong("excluded"),
                row.getLong("denied"),
                row.getLong("undecodable"),
                row.getLong("bytes"),
                row.getLong("findings"));
    }
}
