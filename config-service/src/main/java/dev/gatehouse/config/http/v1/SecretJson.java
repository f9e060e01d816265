package dev.gatehouse.config.http.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretFields;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.service.http.Json;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Secrets on the wire. */
final class SecretJson {
    private SecretJson() {}

    /** With its value: a text as {@code value}, anything else as {@code valueBase64}. */
    static ObjectNode shown(Secret secret) {
        ObjectNode node = withoutValue(secret);
        Optional<String> text = secret.value().revealText();
        if (text.isPresent()) {
            return node.put("value", text.get());
        }
        return node.put(
                "valueBase64", Base64.getEncoder().encodeToString(secret.value().reveal()));
    }

    /** With one field of its value; empty where the value has no such field. */
    static Optional<ObjectNode> field(Secret secret, String field) {
        Optional<JsonNode> value = SecretFields.field(secret.value(), field);
        return value.map(v -> {
            ObjectNode node = withoutValue(secret).put("field", field);
            node.set("value", v);
            return node;
        });
    }

    static ObjectNode metadata(SecretMetadata secret) {
        ObjectNode node = Json.object();
        node.put("name", secret.name().value());
        node.put("dataClass", secret.dataClass().name().toLowerCase(Locale.ROOT));
        node.put("description", secret.description());
        node.put("createdAt", secret.createdAt().toString());
        node.put("changedAt", secret.changedAt().toString());
        secret.deletesAt().ifPresent(at -> node.put("deletesAt", at.toString()));
        ArrayNode versions = node.putArray("versions");
        secret.versions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey((a, b) -> a.value().compareTo(b.value())))
                .forEach(entry -> {
                    ObjectNode version =
                            versions.addObject().put("version", entry.getKey().value());
                    stages(version, entry.getValue());
                });
        return node;
    }

    private static ObjectNode withoutValue(Secret secret) {
        ObjectNode node = Json.object();
        node.put("name", secret.name().value());
        node.put("version", secret.version().value());
        node.put("createdAt", secret.createdAt().toString());
        stages(node, secret.stages());
        return node;
    }

    private static void stages(ObjectNode node, Iterable<Stage> stages) {
        ArrayNode names = node.putArray("stages");
        java.util.stream.StreamSupport.stream(stages.spliterator(), false)
                .sorted()
                .forEach(stage -> names.add(stage.name()));
    }
}
