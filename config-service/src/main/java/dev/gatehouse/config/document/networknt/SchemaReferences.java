package dev.gatehouse.config.document.networknt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.config.document.InvalidSchema;
import java.util.Set;

/** Refuses a schema that reaches out of its own document: it would be fetched, or be another one after a change elsewhere. */
final class SchemaReferences {
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final Set<String> IDENTITIES = Set.of("$id", "$schema", "$vocabulary");

    private SchemaReferences() {}

    static void check(JsonNode schema) {
        for (var field : schema.properties()) {
            checkField(field.getKey(), field.getValue());
        }
        schema.forEach(SchemaReferences::check);
    }

    private static void checkField(String name, JsonNode value) {
        if (REFERENCES.contains(name) && value.isTextual() && !value.textValue().startsWith("#")) {
            throw new InvalidSchema("refers to another document in " + name);
        }
        if (IDENTITIES.contains(name) && value.isTextual()) {
            throw new InvalidSchema("has a " + name + ", which is not taken here: the draft is always 2020-12");
        }
    }
}
