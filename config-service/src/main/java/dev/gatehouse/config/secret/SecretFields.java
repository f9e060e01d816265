package dev.gatehouse.config.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.service.document.BoundedJson;
import dev.gatehouse.service.document.InvalidDocument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The fields of a secret whose value is a JSON object. */
public final class SecretFields {
    private static final int MAX_DEPTH = 16;
    private static final BoundedJson JSON = new BoundedJson(SecretValue.MAX_BYTES, MAX_DEPTH);

    private SecretFields() {}

    /** One field; empty where the value is not a JSON object or has no such field. */
    public static Optional<JsonNode> field(SecretValue value, String name) {
        return object(value).map(tree -> tree.get(name));
    }

    /** The same fields with one of them set to a text; empty where the value is not a JSON object. The caller closes it. */
    public static Optional<SecretValue> with(SecretValue value, String name, String text) {
        return object(value).map(tree -> value(((ObjectNode) tree.deepCopy()).put(name, text)));
    }

    /** A value whose fields these are. The caller closes it. */
    static SecretValue value(ObjectNode fields) {
        byte[] bytes = fields.toString().getBytes(StandardCharsets.UTF_8);
        try {
            return SecretValue.of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** All of them; empty where the value is not a JSON object. */
    static Optional<JsonNode> object(SecretValue value) {
        return value.revealText().flatMap(SecretFields::parse).filter(JsonNode::isObject);
    }

    private static Optional<JsonNode> parse(String text) {
        try {
            return Optional.of(JSON.read(text).root());
        } catch (InvalidDocument notJson) {
            return Optional.empty();
        }
    }
}
