package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.finding.CoverageEntry;
import dev.gatehouse.scanner.work.CoverageJson;
import dev.gatehouse.scanner.work.EventTarget;
import dev.gatehouse.scanner.work.LedgerLine;
import dev.gatehouse.scanner.work.LedgerPage;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ObjectEnd;
import dev.gatehouse.scanner.work.ScanPage;
import dev.gatehouse.scanner.work.ScanRecord;
import dev.gatehouse.scanner.work.ScanStatus;
import dev.gatehouse.scanner.work.ScanStore;
import dev.gatehouse.scanner.work.WorkJson;
import dev.gatehouse.service.failure.InvalidName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keeps scans and ledgers in SQLite. Counts are kept beside, in the transaction that changes the ledger. */
public final class SqliteScanStore implements ScanStore {
    private static final String PENDING = "pending";
    private static final Pattern SCAN_CURSOR = Pattern.compile("[0-9a-f-]{1,64}");
    private static final Pattern LEDGER_CURSOR = Pattern.compile("[0-9]{1,18}");

    private final SqliteDatabase database;

    /** @param database of {@link Schema#WORK} */
    public SqliteScanStore(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public boolean create(ScanRecord scan) {
        return database.write(
                "create a scan",
                connection -> Sql.update(
                                connection,
                                "INSERT INTO scan (id, target_name, target, requester, status, requested, is_listed, version)"
                                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                scan.id(),
                                scan.target().name(),
                                WorkJson.write(scan.target()),
                                scan.requester(),
                                scan.status().word(),
                                scan.requested(),
                                scan.listed(),
                                scan.version())
                        == 1);
    }

    @Override
    public Optional<ScanRecord> find(String id) {
        return database.read("read a scan", connection -> ScanRows.find(connection, id));
    }

    @Override
    public boolean update(ScanRecord scan) {
        return database.write(
                "write a scan",
                connection -> Sql.update(
                                connection,
                                "UPDATE scan SET status = ?, detail = ?, finished = ?, version = ? WHERE id = ? AND version = ?",
                                scan.status().word(),
                                scan.detail(),
                                scan.finished(),
                                scan.version(),
                                scan.id(),
                                scan.version() - 1)
                        == 1);
    }

    @Override
    public ScanPage list(Optional<String> target, Optional<String> cursor, int limit) {
        String before = cursor.map(text -> checked(text, SCAN_CURSOR)).orElse("~");
        return database.read("list scans", connection -> {
            List<ScanRecord> found = target.isPresent()
                    ? ScanRows.list(connection, "target_name = ? AND id < ?", limit + 1, target.get(), before)
                    : ScanRows.list(connection, "id < ?", limit + 1, before);
            boolean more = found.size() > limit;
            List<ScanRecord> page = more ? found.subList(0, limit) : found;
            return new ScanPage(page, more ? Optional.of(page.getLast().id()) : Optional.empty());
        });
    }

    @Override
    public Optional<ScanRecord> running(String target) {
        return database.read(
                "look for a running scan",
                connection ->
                        ScanRows.list(
                                        connection,
                                        "status = ? AND target_name = ?",
                                        1,
                                        ScanStatus.RUNNING.word(),
                                        target)
                                .stream()
                                .findFirst());
    }

    @Override
    public void listed(String id, Optional<String> from, Listing part) {
        database.write("write a ledger", connection -> {
            int moved = Sql.update(
                    connection,
                    "UPDATE scan SET next_cursor = ?, is_listed = ? WHERE id = ? AND next_cursor IS ? AND is_listed = 0",
                    part.next(),
                    part.next().isEmpty(),
                    id,
                    from);
            if (moved == 1) {
                addAll(connection, id, part);
            }
            return moved;
        });
    }

    private static void addAll(Connection connection, String id, Listing part) throws SQLException {
        long added = 0;
        for (ListedObject object : part.objects()) {
            added += Sql.update(
                    connection,
                    "INSERT INTO ledger (scan, object, outcome) VALUES (?, ?, '" + PENDING
                            + "') ON CONFLICT DO NOTHING",
                    id,
                    WorkJson.write(object.name()));
        }
        Sql.update(connection, "UPDATE scan SET listed = listed + ? WHERE id = ?", added, id);
        for (CoverageEntry left : part.left()) {
            ended(connection, id, new ObjectEnd(left.object(), left.coverage(), false, 0));
        }
    }

    @Override
    public void ended(String id, ObjectEnd end) {
        database.write("write a ledger's line", connection -> ended(connection, id, end));
    }

    private static boolean ended(Connection connection, String id, ObjectEnd end) throws SQLException {
        String outcome = CoverageJson.outcome(end.coverage());
        String object = WorkJson.write(end.object());
        // Not an upsert: a line that has ended stays as it is, and the numbers must know which case it was.
        boolean was = Sql.update(
                        connection,
                        "UPDATE ledger SET outcome = ?, coverage = ?, unchanged = ?, findings = ?"
                                + " WHERE scan = ? AND object = ? AND outcome = '" + PENDING + "'",
                        outcome,
                        CoverageJson.write(end.coverage()),
                        end.unchanged(),
                        end.findings(),
                        id,
                        object)
                == 1;
        boolean isNew = !was
                && Sql.update(
                                connection,
                                "INSERT INTO ledger (outcome, coverage, unchanged, findings, scan, object)"
                                        + " SELECT ?, ?, ?, ?, id, ? FROM scan WHERE id = ? ON CONFLICT DO NOTHING",
                                outcome,
                                CoverageJson.write(end.coverage()),
                                end.unchanged(),
                                end.findings(),
                                object,
                                id)
                        == 1;
        if (was || isNew) {
            ScanRows.count(connection, id, outcome, end, isNew);
        }
        return was || isNew;
    }

    @Override
    public LedgerPage ledger(String id, Optional<String> outcome, Optional<String> cursor, int limit) {
        long after =
                cursor.map(text -> Long.parseLong(checked(text, LEDGER_CURSOR))).orElse(0L);
        List<Object> parameters = new ArrayList<>(List.of(id, after));
        outcome.ifPresent(parameters::add);
        parameters.add(limit + 1);
        String sql = "SELECT * FROM ledger WHERE scan = ? AND place > ?"
                + (outcome.isPresent() ? " AND outcome = ?" : "") + " ORDER BY place LIMIT ?";
        return database.read("read a ledger", connection -> {
            List<ScanRows.Placed> found = Sql.rows(connection, sql, ScanRows::line, parameters.toArray());
            boolean more = found.size() > limit;
            List<ScanRows.Placed> page = more ? found.subList(0, limit) : found;
            List<LedgerLine> lines = page.stream().map(ScanRows.Placed::line).toList();
            return new LedgerPage(
                    lines, more ? Optional.of(Long.toString(page.getLast().place())) : Optional.empty());
        });
    }

    @Override
    public int forgetAllBut(int newest, int ofEvents) {
        return database.write(
                "forget scans",
                connection -> Sql.update(
                        connection,
                        "DELETE FROM scan WHERE status <> 'running' AND (SELECT count(*) FROM scan s"
                                + " WHERE s.target_name = scan.target_name AND s.id > scan.id)"
                                + " >= CASE target_name WHEN ? THEN ? ELSE ? END",
                        EventTarget.NAME,
                        ofEvents,
                        newest));
    }

    private static String checked(String cursor, Pattern form) {
        if (!form.matcher(cursor).matches()) {
            throw new InvalidName("cursor", "is not one that this listing gave");
        }
        return cursor;
    }
}
