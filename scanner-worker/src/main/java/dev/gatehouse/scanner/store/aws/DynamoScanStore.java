package dev.gatehouse.scanner.store.aws;

import static dev.gatehouse.scanner.store.aws.Table.number;
import static dev.gatehouse.scanner.store.aws.Table.text;

import dev.gatehouse.scanner.work.EventTarget;
import dev.gatehouse.scanner.work.LedgerPage;
import dev.gatehouse.scanner.work.Listing;
import dev.gatehouse.scanner.work.ObjectEnd;
import dev.gatehouse.scanner.work.ScanPage;
import dev.gatehouse.scanner.work.ScanRecord;
import dev.gatehouse.scanner.work.ScanStatus;
import dev.gatehouse.scanner.work.ScanStore;
import dev.gatehouse.service.failure.InvalidName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Keeps scans in DynamoDB: an item each, in one list of all, and a second item in the list of its target's. */
public final class DynamoScanStore implements ScanStore {
    private static final Pattern CURSOR = Pattern.compile("[0-9a-f-]{1,64}");
    private static final String LIST = "scans";
    private static final int LATEST = 20;

    private final Table table;
    private final DynamoLedger ledger;

    public DynamoScanStore(Table table) {
        this.table = table;
        this.ledger = new DynamoLedger(table);
    }

    @Override
    public boolean create(ScanRecord scan) {
        // The target's entry first: a scan that is in no list could not be found.
        var _ = table.update(
                targetPk(scan.target().name()),
                scan.id(),
                "SET #id = :id",
                "attribute_exists(#pk) OR attribute_not_exists(#pk)",
                Map.of(":id", text(scan.id())));
        Map<String, AttributeValue> values = new HashMap<>(ScanItems.begin(scan));
        values.put(":list", text(LIST));
        values.put(":place", text(scan.id()));
        return table.update(
                ScanItems.pk(scan.id()),
                ScanItems.SK,
                ScanItems.BEGIN + ", #list = :list, #place = :place",
                "attribute_not_exists(#pk)",
                values);
    }

    @Override
    public Optional<ScanRecord> find(String id) {
        return table.get(ScanItems.pk(id), ScanItems.SK).map(ScanItems::scan);
    }

    @Override
    public boolean update(ScanRecord scan) {
        return table.update(
                ScanItems.pk(scan.id()),
                ScanItems.SK,
                "SET #status = :status, #detail = :detail, #finished = :finished, #version = :version",
                "#version = :before",
                Map.of(
                        ":status", text(scan.status().word()),
                        ":detail", scan.detail().map(Table::text).orElse(AttributeValue.fromNul(true)),
                        ":finished",
                                scan.finished()
                                        .map(at -> number(at.toEpochMilli()))
                                        .orElse(AttributeValue.fromNul(true)),
                        ":version", number(scan.version()),
                        ":before", number(scan.version() - 1)));
    }

    @Override
    public ScanPage list(Optional<String> target, Optional<String> cursor, int limit) {
        String before = cursor.map(DynamoScanStore::checked).orElse("~");
        return target.isPresent() ? ofTarget(target.get(), before, limit) : ofAll(before, limit);
    }

    private ScanPage ofAll(String before, int limit) {
        QueryResponse page = table.query(query -> query.indexName(Table.BY_TIME)
                .keyConditionExpression("#list = :list AND #place < :before")
                .expressionAttributeNames(Map.of("#list", "list", "#place", "place"))
                .expressionAttributeValues(Map.of(":list", text(LIST), ":before", text(before)))
                .scanIndexForward(false)
                .limit(limit + 1));
        return cut(page, page.items().stream().map(ScanItems::scan).toList(), limit);
    }

    private ScanPage ofTarget(String target, String before, int limit) {
        QueryResponse page = table.query(query -> query.keyConditionExpression("#pk = :pk AND #sk < :before")
                .expressionAttributeNames(Map.of("#pk", "pk", "#sk", "sk"))
                .expressionAttributeValues(Map.of(":pk", text(targetPk(target)), ":before", text(before)))
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(limit + 1));
        List<ScanRecord> scans = new ArrayList<>();
        page.items().forEach(item -> find(Table.attribute(item, "sk").s()).ifPresent(scans::add));
        return cut(page, scans, limit);
    }

    /** DynamoDB ends a page at a megabyte too. */
    private static ScanPage cut(QueryResponse read, List<ScanRecord> found, int limit) {
        boolean cut = read.hasLastEvaluatedKey() && !read.lastEvaluatedKey().isEmpty() && !found.isEmpty();
        boolean more = cut || found.size() > limit;
        List<ScanRecord> page = found.subList(0, Math.min(limit, found.size()));
        return new ScanPage(page, more ? Optional.of(page.getLast().id()) : Optional.empty());
    }

    /** Looked for among the latest: an older one that still runs is nobody's any more. */
    @Override
    public Optional<ScanRecord> running(String target) {
        return ofTarget(target, "~", LATEST).scans().stream()
                .filter(scan -> scan.status() == ScanStatus.RUNNING)
                .findFirst();
    }

    @Override
    public void listed(String id, Optional<String> from, Listing part) {
        Optional<ScanRecord> scan = find(id);
        if (scan.isEmpty() || scan.get().listed() || !scan.get().cursor().equals(from)) {
            return;
        }
        part.left().forEach(left -> ended(id, new ObjectEnd(left.object(), left.coverage(), false, 0)));
        long added = ledger.add(id, from, part.objects());
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":next", part.next().map(Table::text).orElse(AttributeValue.fromNul(true)));
        values.put(":through", AttributeValue.fromBool(part.next().isEmpty()));
        values.put(":no", AttributeValue.fromBool(false));
        values.put(":from", from.map(Table::text).orElse(AttributeValue.fromNul(true)));
        values.put(":added", number(added));
        var _ = table.update(
                ScanItems.pk(id),
                ScanItems.SK,
                "SET #cursor = :next, #through = :through ADD #listed :added",
                "#cursor = :from AND #through = :no",
                values);
    }

    @Override
    public void ended(String id, ObjectEnd end) {
        ledger.end(id, end);
    }

    @Override
    public LedgerPage ledger(String id, Optional<String> outcome, Optional<String> cursor, int limit) {
        return ledger.page(id, outcome, cursor, limit);
    }

    @Override
    public int forgetAllBut(int newest, int ofEvents) {
        Map<String, Integer> seen = new HashMap<>();
        int forgotten = 0;
        Optional<String> cursor = Optional.empty();
        do {
            ScanPage page = list(Optional.empty(), cursor, 100);
            for (ScanRecord scan : page.scans()) {
                int rank = seen.merge(scan.target().name(), 1, Integer::sum);
                boolean isOfEvents = scan.target().name().equals(EventTarget.NAME);
                if (rank > (isOfEvents ? ofEvents : newest) && scan.status().isOver()) {
                    forget(scan);
                    forgotten++;
                }
            }
            cursor = page.next();
        } while (cursor.isPresent());
        return forgotten;
    }

    private void forget(ScanRecord scan) {
        ledger.forget(scan.id());
        table.delete(targetPk(scan.target().name()), scan.id());
        table.delete(ScanItems.pk(scan.id()), ScanItems.SK);
    }

    private static String targetPk(String target) {
        return "target#" + target;
    }

    private static String checked(String cursor) {
        if (!CURSOR.matcher(cursor).matches()) {
            throw new InvalidName("cursor", "is not one that this listing gave");
        }
        return cursor;
    }
}
