package dev.gatehouse.scanner.store.aws;

import static dev.gatehouse.scanner.store.aws.Table.number;
import static dev.gatehouse.scanner.store.aws.Table.text;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.triage.FindingCursor;
import dev.gatehouse.scanner.triage.FindingFilter;
import dev.gatehouse.scanner.triage.FindingJson;
import dev.gatehouse.scanner.triage.FindingPage;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.triage.TrackedFinding;
import dev.gatehouse.service.failure.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Keeps findings in DynamoDB: an item each, written under the condition that its version is the one before. A listing reads
 * the index in its order and leaves out what does not match, so that a page may be short and have a next.
 */
public final class DynamoFindingStore implements FindingStore {
    private static final String SK = "finding";
    private static final String LIST = "findings";

    private final Table table;

    public DynamoFindingStore(Table table) {
        this.table = table;
    }

    @Override
    public Optional<TrackedFinding> find(Fingerprint fingerprint) {
        return table.get(pk(fingerprint), SK).map(DynamoFindingStore::finding);
    }

    @Override
    public Map<Fingerprint, TrackedFinding> findAll(Set<Fingerprint> fingerprints) {
        Map<Fingerprint, TrackedFinding> found = new HashMap<>();
        fingerprints.forEach(fingerprint -> find(fingerprint).ifPresent(finding -> found.put(fingerprint, finding)));
        return found;
    }

    @Override
    public List<TrackedFinding> putAll(Collection<TrackedFinding> findings) {
        List<TrackedFinding> beaten = new ArrayList<>();
        for (TrackedFinding finding : findings) {
            if (!put(finding)) {
                beaten.add(finding);
            }
        }
        return beaten;
    }

    private boolean put(TrackedFinding finding) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":list", text(LIST));
        values.put(":place", text(place(FindingCursor.after(finding))));
        values.put(":state", text(finding.state().word()));
        values.put(":body", text(FindingJson.write(finding)));
        values.put(":version", number(finding.version()));
        String condition = "attribute_not_exists(#version)";
        if (finding.version() > 1) {
            values.put(":before", number(finding.version() - 1));
            condition = "#version = :before";
        }
        return table.update(
                pk(finding.fingerprint()),
                SK,
                "SET #list = :list, #place = :place, #state = :state, #body = :body, #version = :version",
                condition,
                values);
    }

    @Override
    public FindingPage list(FindingFilter filter, Optional<String> cursor, int limit) {
        FindingCursor after = cursor.map(FindingCursor::parse).orElse(FindingCursor.START);
        String place = after.equals(FindingCursor.START) ? "" : place(after);
        QueryResponse page = table.query(query -> query.indexName(Table.BY_TIME)
                .keyConditionExpression("#list = :list AND #place > :place")
                .expressionAttributeNames(Map.of("#list", "list", "#place", "place"))
                // A key is not empty; nothing sorts before the digit.
                .expressionAttributeValues(Map.of(":list", text(LIST), ":place", text(place.isEmpty() ? " " : place)))
                .limit(limit));
        List<TrackedFinding> read =
                page.items().stream().map(DynamoFindingStore::finding).toList();
        boolean more = page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty() && !read.isEmpty();
        return new FindingPage(
                read.stream().filter(filter::matches).toList(),
                more ? Optional.of(FindingCursor.after(read.getLast()).text()) : Optional.empty());
    }

    @Override
    public Map<FindingState, Long> counts() {
        Map<FindingState, Long> counts = new EnumMap<>(FindingState.class);
        table.queryAll(DynamoFindingStore::states)
                .forEach(item -> FindingState.of(Table.attribute(item, "state").s())
                        .ifPresent(state -> counts.merge(state, 1L, Long::sum)));
        return counts;
    }

    private static QueryRequest.Builder states(QueryRequest.Builder query) {
        return query.indexName(Table.BY_TIME)
                .keyConditionExpression("#list = :list")
                .projectionExpression("#state")
                .expressionAttributeNames(Map.of("#list", "list", "#state", "state"))
                .expressionAttributeValues(Map.of(":list", text(LIST)));
    }

    private static TrackedFinding finding(Map<String, AttributeValue> item) {
        try {
            return FindingJson.read(Table.attribute(item, "body").s());
        } catch (IllegalArgumentException damaged) {
            throw new StoreException.Corrupt("the stored finding " + damaged.getMessage(), damaged);
        }
    }

    private static String pk(Fingerprint fingerprint) {
        return "finding#" + fingerprint.text();
    }

    private static String place(FindingCursor cursor) {
        return String.format(Locale.ROOT, "%015d.%s", cursor.millis(), cursor.fingerprint());
    }
}
