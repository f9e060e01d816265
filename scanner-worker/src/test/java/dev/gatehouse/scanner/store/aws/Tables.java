package dev.gatehouse.scanner.store.aws;

import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Tables as the service needs them, each of its own name. */
final class Tables {
    private Tables() {}

    static Table make() {
        DynamoDbClient client =
                Moto.client(DynamoDbClient.builder(), Moto.endpoint()).build();
        String name = "scanner-" + UUID.randomUUID();
        client.createTable(table -> table.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        a -> a.attributeName("pk").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("sk").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("list").attributeType(ScalarAttributeType.S),
                        a -> a.attributeName("place").attributeType(ScalarAttributeType.S))
                .keySchema(
                        k -> k.attributeName("pk").keyType(KeyType.HASH),
                        k -> k.attributeName("sk").keyType(KeyType.RANGE))
                .globalSecondaryIndexes(index -> index.indexName(Table.BY_TIME)
                        .keySchema(
                                k -> k.attributeName("list").keyType(KeyType.HASH),
                                k -> k.attributeName("place").keyType(KeyType.RANGE))
                        .projection(p -> p.projectionType(ProjectionType.ALL))));
        return new Table(client, name);
    }
}
