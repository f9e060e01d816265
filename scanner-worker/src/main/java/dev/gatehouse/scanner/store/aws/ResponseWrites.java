package dev.gatehouse.scanner.store.aws;

import static dev.gatehouse.scanner.store.aws.Table.key;
import static dev.gatehouse.scanner.store.aws.Table.number;
import static dev.gatehouse.scanner.store.aws.Table.text;

import dev.gatehouse.scanner.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The transactions that write a response and what stands beside it. */
final class ResponseWrites {
    private final Table table;

    ResponseWrites(Table table) {
        this.table = table;
    }

    /** @return whether it was free to be created */
    boolean create(Response response, String slot, Optional<String> holder) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(put(Put.builder()
                .item(DynamoResponseStore.item(response))
                .conditionExpression("attribute_not_exists(#pk)")
                .expressionAttributeNames(Map.of("#pk", "pk"))));
        Put.Builder taken =
                Put.builder().item(Map.of("pk", text(slot), "sk", text("slot"), "holder", text(response.id())));
        writes.add(put(
                holder.isPresent()
                        ? taken.conditionExpression("#holder = :holder")
                                .expressionAttributeNames(Map.of("#holder", "holder"))
                                .expressionAttributeValues(Map.of(":holder", text(holder.get())))
                        : taken.conditionExpression("attribute_not_exists(#pk)")
                                .expressionAttributeNames(Map.of("#pk", "pk"))));
        writes.add(put(Put.builder()
                .item(Map.of(
                        "pk",
                                text(DynamoResponseStore.ofFinding(
                                        response.finding().text())),
                        "sk", text(DynamoResponseStore.place(response.started().toEpochMilli(), response.id())),
                        "id", text(response.id())))));
        writes.add(due(response));
        return written("create a response", writes);
    }

    /** @return whether the stored version was the one before */
    boolean update(Response response) {
        Map<String, AttributeValue> before = Map.of(":before", number(response.version() - 1));
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(put(Put.builder()
                .item(DynamoResponseStore.item(response))
                .conditionExpression("#version = :before")
                .expressionAttributeNames(Map.of("#version", "version"))
                .expressionAttributeValues(before)));
        writes.add(due(response));
        boolean written = written("write a response", writes);
        if (written && response.state().isEnded()) {
            freeSlot(response);
        }
        return written;
    }

    private TransactWriteItem due(Response response) {
        return response.due()
                .map(at -> put(Put.builder().item(DynamoResponseStore.dueItem(response, at))))
                .orElseGet(() -> TransactWriteItem.builder()
                        .delete(delete ->
                                delete.tableName(table.name()).key(key(DynamoResponseStore.pk(response.id()), "due")))
                        .build());
    }

    private TransactWriteItem put(Put.Builder put) {
        return TransactWriteItem.builder()
                .put(put.tableName(table.name()).build())
                .build();
    }

    private boolean written(String operation, List<TransactWriteItem> writes) {
        return table.call(operation, client -> {
            try {
                var _ = client.transactWriteItems(transaction -> transaction.transactItems(writes));
                return true;
            } catch (TransactionCanceledException cancelled) {
                boolean beaten = cancelled.cancellationReasons().stream()
                        .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code())
                                || "TransactionConflict".equals(reason.code()));
                if (beaten) {
                    return false;
                }
                throw cancelled;
            }
        });
    }

    /** Where this does not happen, the next one finds that its holder has ended. */
    private void freeSlot(Response response) {
        table.call("free a response's slot", client -> {
            try {
                return client.deleteItem(delete -> delete.tableName(table.name())
                        .key(key(DynamoResponseStore.slot(response), "slot"))
                        .conditionExpression("#holder = :holder")
                        .expressionAttributeNames(Map.of("#holder", "holder"))
                        .expressionAttributeValues(Map.of(":holder", text(response.id()))));
            } catch (ConditionalCheckFailedException another) {
                return another;
            }
        });
    }
}
