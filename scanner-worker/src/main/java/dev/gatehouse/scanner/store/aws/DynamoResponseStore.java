package dev.gatehouse.scanner.store.aws;

import static dev.gatehouse.scanner.store.aws.Table.number;
import static dev.gatehouse.scanner.store.aws.Table.text;

import dev.gatehouse.scanner.response.Backlog;
import dev.gatehouse.scanner.response.Response;
import dev.gatehouse.scanner.response.ResponseCursor;
import dev.gatehouse.scanner.response.ResponseFilter;
import dev.gatehouse.scanner.response.ResponseJson;
import dev.gatehouse.scanner.response.ResponsePage;
import dev.gatehouse.scanner.response.ResponseState;
import dev.gatehouse.scanner.response.ResponseStore;
import dev.gatehouse.service.failure.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Keeps responses in DynamoDB: an item each; beside it, in one transaction, an item in the list of those that are due, one in the list
 * of its finding's, and the slot that lets one response of a finding and plan go on at a time. A slot whose response has ended is free,
 * whether or not its item is gone.
 */
public final class DynamoResponseStore implements ResponseStore {
    private static final String SK = "response";
    private static final String LIST = "responses";
    private static final String DUE = "responses-due";
    private static final int ROUNDS = 5;

    private final Table table;
    private final ResponseWrites writes;

    public DynamoResponseStore(Table table) {
        this.table = table;
        this.writes = new ResponseWrites(table);
    }

    @Override
    public Optional<Response> create(Response response) {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<String> holder = table.get(slot(response), "slot")
                    .map(item -> Table.attribute(item, "holder").s());
            Optional<Response> goingOn = holder.flatMap(this::find).filter(DynamoResponseStore::holdsSlot);
            if (goingOn.isPresent()) {
                return goingOn;
            }
            if (writes.create(response, slot(response), holder)) {
                return Optional.empty();
            }
            Optional<Response> same = find(response.id());
            if (same.isPresent()) {
                return same;
            }
        }
        throw new StoreException.Unavailable(
                "create a response: others keep creating one", new IllegalStateException("races"));
    }

    private static boolean holdsSlot(Response response) {
        return !response.state().isEnded() && !response.undoing();
    }

    @Override
    public Optional<Response> find(String id) {
        return table.get(pk(id), SK).map(DynamoResponseStore::response);
    }

    @Override
    public boolean update(Response response) {
        return writes.update(response);
    }

    @Override
    public List<Response> due(Instant now, int limit) {
        QueryResponse page = table.query(query -> byTime(query)
                .keyConditionExpression("#list = :list AND #place < :place")
                .expressionAttributeValues(
                        Map.of(":list", text(DUE), ":place", text(place(now.toEpochMilli() + 1, ""))))
                .limit(limit));
        List<Response> due = new ArrayList<>();
        // The list may be behind the items.
        page.items()
                .forEach(item -> find(Table.attribute(item, "id").s())
                        .filter(response ->
                                response.due().filter(at -> !at.isAfter(now)).isPresent())
                        .ifPresent(due::add));
        return due;
    }

    @Override
    public Backlog backlog(Instant late, int most) {
        String end = place(late.toEpochMilli() + 1, "");
        QueryResponse page = table.query(query -> byTime(query)
                .keyConditionExpression("#list = :list")
                .expressionAttributeNames(Map.of("#list", "list"))
                .expressionAttributeValues(Map.of(":list", text(DUE)))
                .limit(most));
        Backlog.Tally tally = new Backlog.Tally();
        page.items()
                .forEach(item -> state(item)
                        .ifPresent(state -> tally.add(
                                state, Table.attribute(item, "place").s().compareTo(end) < 0)));
        return tally.backlog();
    }

    /** Items that an older version wrote do not have it. */
    private Optional<ResponseState> state(Map<String, AttributeValue> item) {
        return item.containsKey("state")
                ? ResponseState.of(Table.attribute(item, "state").s())
                : find(Table.attribute(item, "id").s()).map(Response::state);
    }

    @Override
    public ResponsePage list(ResponseFilter filter, Optional<String> cursor, int limit) {
        ResponseCursor after = cursor.map(ResponseCursor::parse).orElse(ResponseCursor.START);
        String before = place(after.millis(), after.id());
        QueryResponse page = table.query(query -> filter.finding().isPresent()
                ? ofFinding(query, filter.finding().get().text(), before, limit)
                : ofAll(query, before, limit));
        List<Response> read = page.items().stream()
                .map(item -> filter.finding().isPresent()
                        ? find(Table.attribute(item, "id").s())
                        : Optional.of(response(item)))
                .flatMap(Optional::stream)
                .toList();
        boolean more = page.hasLastEvaluatedKey() && !page.lastEvaluatedKey().isEmpty() && !read.isEmpty();
        return new ResponsePage(
                read.stream().filter(filter::matches).toList(),
                more ? Optional.of(ResponseCursor.after(read.getLast()).text()) : Optional.empty());
    }

    private static QueryRequest.Builder ofAll(QueryRequest.Builder query, String before, int limit) {
        return byTime(query)
                .keyConditionExpression("#list = :list AND #place < :place")
                .expressionAttributeValues(Map.of(":list", text(LIST), ":place", text(before)))
                .scanIndexForward(false)
                .limit(limit);
    }

    private static QueryRequest.Builder ofFinding(
            QueryRequest.Builder query, String finding, String before, int limit) {
        return query.keyConditionExpression("#pk = :pk AND #sk < :sk")
                .expressionAttributeNames(Map.of("#pk", "pk", "#sk", "sk"))
                .expressionAttributeValues(Map.of(":pk", text(ofFinding(finding)), ":sk", text(before)))
                .scanIndexForward(false)
                .limit(limit);
    }

    private static QueryRequest.Builder byTime(QueryRequest.Builder query) {
        return query.indexName(Table.BY_TIME).expressionAttributeNames(Map.of("#list", "list", "#place", "place"));
    }

    private static Response response(Map<String, AttributeValue> item) {
        try {
            return ResponseJson.read(Table.attribute(item, "body").s());
        } catch (IllegalArgumentException damaged) {
            throw new StoreException.Corrupt("the stored response " + damaged.getMessage(), damaged);
        }
    }

    static String pk(String id) {
        return "response#" + id;
    }

    static String ofFinding(String finding) {
        return "responses-of#" + finding;
    }

    static String slot(Response response) {
        return "response-slot#" + response.finding().text() + "#"
                + response.plan().name() + "#" + response.dryRun();
    }

    static String place(long millis, String id) {
        return String.format(Locale.ROOT, "%015d.%s", millis, id);
    }

    /** The attributes of a response's item. */
    static Map<String, AttributeValue> item(Response response) {
        return Map.of(
                "pk", text(pk(response.id())),
                "sk", text(SK),
                "list", text(LIST),
                "place", text(place(response.started().toEpochMilli(), response.id())),
                "state", text(response.state().word()),
                "body", text(ResponseJson.write(response)),
                "version", number(response.version()));
    }

    /** The attributes of its item in the list of those that are due. */
    static Map<String, AttributeValue> dueItem(Response response, Instant due) {
        return Map.of(
                "pk", text(pk(response.id())),
                "sk", text("due"),
                "list", text(DUE),
                "place", text(place(due.toEpochMilli(), response.id())),
                "state", text(response.state().word()),
                "id", text(response.id()));
    }
}
