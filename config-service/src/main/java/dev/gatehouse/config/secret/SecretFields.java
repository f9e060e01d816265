package dev.gatehouse.config.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.service.document.BoundedJson;
import dev.gatehouse.service.document.InvalidDocument;
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
