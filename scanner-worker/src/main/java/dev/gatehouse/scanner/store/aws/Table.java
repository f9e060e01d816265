package dev.gatehouse.scanner.store.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The one table. Its key is {@code pk} and {@code sk}, both texts; its index {@code by-time} has the keys {@code list} and
 * {@code place}, both texts, and all attributes. Single items are read consistently, the index is some milliseconds behind.
 */
public final class Table {
    /** The index that listings are read from. */
    static final String BY_TIME = "by-time";

    private final DynamoDbClient dynamo;
    private final String name;

    public Table(DynamoDbClient dynamo, String name) {
        this.dynamo = dynamo;
        this.name = name;
    }

    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", text(pk), "sk", text(sk));
    }

    /** A name of bounded length for whatever is too long to be a key. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    Optional<Map<String, AttributeValue>> get(String pk, String sk) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(name)
                .key(key(pk, sk))
                .consistentRead(true)
                .build();
        return call("read " + sk, client -> {
            var answer = client.getItem(request);
            return answer.hasItem() ? Optional.of(answer.item()) : Optional.empty();
        });
    }

    /**
     * Changes an item.
     *
     * @return whether the condition held
     */
    boolean update(String pk, String sk, String update, String condition, Map<String, AttributeValue> values) {
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(name)
                .key(key(pk, sk))
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeNames(names(update + " " + condition))
                .expressionAttributeValues(values)
                .build();
        return call("write " + sk, client -> {
            try {
                var _ = client.updateItem(request);
                return true;
            } catch (ConditionalCheckFailedException no) {
                return false;
            }
        });
    }

    void delete(String pk, String sk) {
        DeleteItemRequest request =
                DeleteItemRequest.builder().tableName(name).key(key(pk, sk)).build();
        call("delete " + sk, client -> client.deleteItem(request));
    }

    /** One page of a query. */
    QueryResponse query(Function<QueryRequest.Builder, QueryRequest.Builder> query) {
        QueryRequest request =
                query.apply(QueryRequest.builder().tableName(name)).build();
        return call("list items", client -> client.query(request));
    }

    /** Every item of a query. */
    List<Map<String, AttributeValue>> queryAll(Function<QueryRequest.Builder, QueryRequest.Builder> query) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<String, AttributeValue> from = Map.of();
        do {
            Map<String, AttributeValue> start = from;
            QueryResponse page =
                    query(builder -> query.apply(start.isEmpty() ? builder : builder.exclusiveStartKey(start)));
            items.addAll(page.items());
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (!from.isEmpty());
        return items;
    }

    String name() {
        return name;
    }

    /** @throws dev.gatehouse.service.failure.StoreException the call failed */
    <T> T call(String operation, Function<DynamoDbClient, T> call) {
        try {
            return call.apply(dynamo);
        } catch (SdkException e) {
            throw AwsFailures.of(operation, e);
        }
    }

    /** Attributes are written {@code #name}, so that none is taken for a word of DynamoDB's. */
    static Map<String, String> names(String expressions) {
        Map<String, String> names = new HashMap<>();
        for (String word : expressions.split("[^#A-Za-z]+", -1)) {
            if (word.startsWith("#")) {
                names.put(word, word.substring(1));
            }
        }
        return names;
    }

    /**
     * An attribute that each item of its kind has.
     *
     * @throws IllegalArgumentException it has not
     */
    static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalArgumentException("lacks " + name);
        }
        return value;
    }
}
