package dev.gatehouse.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.output.Json;
import java.nio.charset.StandardCharsets;

/** What may be told of a secret without showing it: the fields of a JSON secret and their types; of any other that it is a text. */
final class SecretShape {
    private SecretShape() {}

    /** A secret as it is on the wire, with {@code shape} for its value. */
    static ObjectNode of(JsonNode secret) {
        ObjectNode shown = secret.deepCopy();
        JsonNode value = secret.path("value");
        boolean binary = secret.has("valueBase64");
        shown.remove("value");
        shown.remove("valueBase64");
        return shown.set("shape", binary ? Json.object().textNode("bytes") : of(value, secret.has("field")));
    }

    /** @param field whether the value is a field's, and so no document in a text */
    private static JsonNode of(JsonNode value, boolean field) {
        JsonNode fields = !field && value.isTextual() ? parsed(value.textValue()) : value;
        if (!fields.isObject()) {
            return Json.object().textNode(word(value));
        }
        ObjectNode shape = Json.object();
        fields.properties().forEach(entry -> shape.put(entry.getKey(), word(entry.getValue())));
        return shape;
    }

    private static JsonNode parsed(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8))
                .filter(JsonNode::isObject)
                .orElseGet(() -> Json.object().textNode(""));
    }

    private static String word(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "text";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "list";
            case OBJECT -> "object";
            case BINARY, MISSING, NULL, POJO -> "nothing";
        };
    }
}
