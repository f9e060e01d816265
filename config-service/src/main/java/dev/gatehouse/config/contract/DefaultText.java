package dev.gatehouse.config.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.service.document.Located;
import java.util.List;

/**
 * The text of a default, which the contract writes as what it is: a number, a list, a mapping. A text where a number
 * belongs is refused, so that the contract shows its types.
 */
final class DefaultText {
    private DefaultText() {}

    static String of(Located node, ValueType type) {
        return switch (type) {
            case TextType text -> node.text();
            case EnumType text -> node.text();
            case DurationType text -> node.text();
            case ReferenceType text -> node.text();
            case BooleanType flag -> String.valueOf(node.bool());
            case IntegerType number -> integer(node);
            case DecimalType number -> decimal(node);
            case SizeType size -> node.node().isIntegralNumber() ? integer(node) : node.text();
            case ListType list -> list(node);
            case JsonType json -> json(node);
        };
    }

    private static String integer(Located node) {
        if (!node.node().isIntegralNumber()) {
            throw node.error("must be a whole number");
        }
        return node.node().bigIntegerValue().toString();
    }

    private static String decimal(Located node) {
        if (!node.node().isNumber()) {
            throw node.error("must be a number");
        }
        return node.node().decimalValue().toPlainString();
    }

    private static String list(Located node) {
        List<String> items = node.items().stream().map(Located::text).toList();
        if (items.isEmpty() || items.stream().anyMatch(item -> item.contains(","))) {
            throw node.error("must have an item, and none with a comma");
        }
        return String.join(",", items);
    }

    private static String json(Located node) {
        JsonNode tree = node.node();
        if (!tree.isContainerNode()) {
            throw node.error("must be a mapping or a list");
        }
        return tree.toString();
    }
}
