package dev.gatehouse.config.document.networknt;

import com.fasterxml.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Copies a tree of Jackson 2, which the service uses, to one of Jackson 3, without writing it as text in between. */
final class JacksonThreeTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JacksonThreeTree() {}

    static tools.jackson.databind.JsonNode of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> NODES.stringNode(node.textValue());
            case BOOLEAN -> NODES.booleanNode(node.booleanValue());
            case NUMBER -> number(node);
            case NULL -> NODES.nullNode();
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("not a node of JSON");
        };
    }

    private static ObjectNode object(JsonNode node) {
        ObjectNode copy = NODES.objectNode();
        node.properties().forEach(field -> copy.set(field.getKey(), of(field.getValue())));
        return copy;
    }

    private static ArrayNode array(JsonNode node) {
        ArrayNode copy = NODES.arrayNode();
        node.forEach(item -> copy.add(of(item)));
        return copy;
    }

    private static tools.jackson.databind.JsonNode number(JsonNode node) {
        if (!node.isIntegralNumber()) {
            return NODES.numberNode(node.decimalValue());
        }
        return node.canConvertToLong() ? NODES.numberNode(node.longValue()) : NODES.numberNode(node.bigIntegerValue());
    }
}
