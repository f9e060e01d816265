package dev.gatehouse.scanner.store.aws;

import static dev.gatehouse.scanner.store.aws.Table.number;
import static dev.gatehouse.scanner.store.aws.Table.text;

import dev.gatehouse.scanner.finding.Coverage;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.work.CoverageJson;
import dev.gatehouse.scanner.work.LedgerLine;
import dev.gatehouse.scanner.work.LedgerPage;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.ObjectEnd;
import dev.gatehouse.scanner.work.WorkJson;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The ledgers in DynamoDB: an item a line, in the order of the hashes of the objects' names. A line and the numbers of its
 * scan are written in one transaction.
 */
final class DynamoLedger {
    private static final Pattern CURSOR = Pattern.compile("[0-9a-f]{64}");
    private static final String PENDING = "pending";
    private static final String SET =
            "SET #object = :object, #outcome = :outcome, #coverage = :coverage, #unchanged = :unchanged,"
                    + " #findings = :findings";
    private static final int ROUNDS = 10;

    private final Table table;

    DynamoLedger(Table table) {
        this.table = table;
    }

    /**
     * Adds lines that wait. Those that were added before, by a process that died on this very part, count again.
     *
     * @return how many lines this part has added
     */
    long add(String id, Optional<String> part, List<ListedObject> objects) {
        String mark = Table.hash(part.orElse(""));
        long added = 0;
        for (ListedObject object : objects) {
            String name = WorkJson.write(object.name());
            boolean isNew = table.update(
                    pk(id),
                    Table.hash(name),
                    "SET #object = :object, #outcome = :pending, #part = :part",
                    "attribute_not_exists(#pk)",
                    Map.of(":object", text(name), ":pending", text(PENDING), ":part", text(mark)));
            if (isNew || isOf(id, name, mark)) {
                added++;
            }
        }
        return added;
    }

    private boolean isOf(String id, String name, String mark) {
        return table.get(pk(id), Table.hash(name))
                .map(line -> line.get("part"))
                .filter(part -> mark.equals(part.s()))
                .isPresent();
    }

    /** Ends a line that waits, or adds one that nobody listed; a line that has ended stays as it is. */
    void end(String id, ObjectEnd end) {
        if (!end(id, end, "#outcome = :pending", 0)) {
            var _ = end(id, end, "attribute_not_exists(#pk)", 1);
        }
    }

    private boolean end(String id, ObjectEnd end, String condition, long listed) {
        String outcome = CoverageJson.outcome(end.coverage());
        String name = WorkJson.write(end.object());
        Map<String, AttributeValue> line = new HashMap<>(Map.of(
                ":object", text(name),
                ":outcome", text(outcome),
                ":coverage", text(CoverageJson.write(end.coverage())),
                ":unchanged", AttributeValue.fromBool(end.unchanged()),
                ":findings", number(end.findings())));
        if (condition.contains(":pending")) {
            line.put(":pending", text(PENDING));
        }
        Map<String, AttributeValue> counts = Map.of(
                ":one", number(1),
                ":listed", number(listed),
                ":unchanged", number(end.unchanged() ? 1 : 0),
                ":bytes", number(end.bytes()),
                ":findings", number(end.findings()));
        String add =
                "ADD #" + outcome + " :one, #listed :listed, #unchanged :unchanged, #bytes :bytes, #findings :findings";
        return both(
                update(pk(id), Table.hash(name), SET, condition, line),
                update(ScanItems.pk(id), ScanItems.SK, add, "attribute_exists(#pk)", counts));
    }

    /** @return false where a condition does not hold */
    private boolean both(TransactWriteItem line, TransactWriteItem counts) {
        return table.call("write a ledger's line", client -> {
            for (int round = 0; round < ROUNDS; round++) {
                try {
                    var _ = client.transactWriteItems(write -> write.transactItems(line, counts));
                    return true;
                } catch (TransactionCanceledException e) {
                    if (e.cancellationReasons().stream()
                            .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()))) {
                        return false;
                    }
                    // Another worker counts on the same scan just now.
                }
            }
            throw new StoreException.Unavailable(
                    "write a ledger's line: others keep writing", new IllegalStateException("conflicts"));
        });
    }

    private TransactWriteItem update(
            String pk, String sk, String update, String condition, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .update(Update.builder()
                        .tableName(table.name())
                        .key(Table.key(pk, sk))
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeNames(Table.names(update + " " + condition))
                        .expressionAttributeValues(values)
                        .build())
                .build();
    }

    LedgerPage page(String id, Optional<String> outcome, Optional<String> cursor, int limit) {
        String after = cursor.map(DynamoLedger::checked).orElse(" ");
        QueryResponse page = table.query(query -> query.keyConditionExpression("#pk = :pk AND #sk > :after")
                .expressionAttributeNames(Map.of("#pk", "pk", "#sk", "sk"))
                .expressionAttributeValues(Map.of(":pk", text(pk(id)), ":after", text(after)))
                .consistentRead(true)
                .limit(limit));
        List<LedgerLine> lines = page.items().stream()
                .filter(item -> outcome.map(Table.attribute(item, "outcome").s()::equals)
                        .orElse(true))
                .map(DynamoLedger::line)
                .toList();
        boolean more = page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty();
        return new LedgerPage(
                lines,
                more
                        ? Optional.of(
                                Table.attribute(page.lastEvaluatedKey(), "sk").s())
                        : Optional.empty());
    }

    void forget(String id) {
        table.queryAll(query -> query.keyConditionExpression("#pk = :pk")
                        .projectionExpression("#sk")
                        .expressionAttributeNames(Map.of("#pk", "pk", "#sk", "sk"))
                        .expressionAttributeValues(Map.of(":pk", text(pk(id)))))
                .forEach(
                        line -> table.delete(pk(id), Table.attribute(line, "sk").s()));
    }

    private static LedgerLine line(Map<String, AttributeValue> item) {
        try {
            ObjectName name = WorkJson.name(Table.attribute(item, "object").s());
            Optional<Coverage> coverage =
                    Optional.ofNullable(item.get("coverage")).map(text -> CoverageJson.read(text.s()));
            return new LedgerLine(name, coverage, flag(item), findings(item));
        } catch (IllegalArgumentException damaged) {
            throw new StoreException.Corrupt("the stored ledger " + damaged.getMessage(), damaged);
        }
    }

    private static boolean flag(Map<String, AttributeValue> item) {
        AttributeValue flag = item.get("unchanged");
        return flag != null && Boolean.TRUE.equals(flag.bool());
    }

    private static int findings(Map<String, AttributeValue> item) {
        AttributeValue findings = item.get("findings");
        return findings == null ? 0 : Integer.parseInt(findings.n());
    }

    private static String pk(String id) {
        return "ledger#" + id;
    }

    private static String checked(String cursor) {
        if (!CURSOR.matcher(cursor).matches()) {
            throw new InvalidName("cursor", "is not one that this listing gave");
        }
        return cursor;
    }
}
