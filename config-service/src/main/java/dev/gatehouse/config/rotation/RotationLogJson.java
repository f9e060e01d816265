package dev.gatehouse.config.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.document.BoundedJson;
import dev.gatehouse.service.document.InvalidDocument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A secret's rotations as they are kept: JSON of at most {@link #MAX_BYTES}, instants in milliseconds since 1970. */
final class RotationLogJson {
    /** UTF-8 bytes of a record: some less than a parameter holds. */
    static final int MAX_BYTES = 7_500;

    private static final int REMEMBERED_REASON = 80;
    private static final BoundedJson JSON = new BoundedJson(ParameterValue.MAX_BYTES, 8);

    private RotationLogJson() {}

    /** The record; the oldest rotations are left out where it would be too long. */
    static String write(RotationLog log) {
        RotationLog kept = log;
        String text = tree(kept).toString();
        while (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
                && !kept.last().isEmpty()) {
            kept = kept.withoutOldest();
            text = tree(kept).toString();
        }
        return text;
    }

    /** @throws IllegalArgumentException it is no such record */
    static RotationLog read(String text) {
        try {
            JsonNode tree = JSON.read(text).root();
            return new RotationLog(
                    new SecretName(tree.path("secret").asText()),
                    child(tree, "age")
                            .map(age -> new RotationLog.Age(
                                    RotationJson.version(age, "current"), RotationJson.instant(age, "since"))),
                    child(tree, "running").map(RotationJson::read),
                    rotations(tree.path("last")),
                    child(tree, "lease")
                            .map(lease ->
                                    new Lease(lease.path("holder").asText(), RotationJson.instant(lease, "until"))),
                    child(tree, "overdueTold").map(at -> Instant.ofEpochMilli(at.asLong())));
        } catch (InvalidDocument noJson) {
            throw new IllegalArgumentException("is not JSON: " + noJson.rule(), noJson);
        }
    }

    private static ObjectNode tree(RotationLog log) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("secret", log.secret().value());
        log.age()
                .ifPresent(age -> tree.putObject("age")
                        .put("current", age.current().value())
                        .put("since", age.since().toEpochMilli()));
        log.running().ifPresent(running -> tree.set("running", RotationJson.write(running)));
        ArrayNode last = tree.putArray("last");
        log.last().forEach(ended -> last.add(RotationJson.write(ended.withReasonCut(REMEMBERED_REASON))));
        log.lease()
                .ifPresent(lease -> tree.putObject("lease")
                        .put("holder", lease.holder())
                        .put("until", lease.until().toEpochMilli()));
        log.overdueTold().ifPresent(due -> tree.put("overdueTold", due.toEpochMilli()));
        return tree;
    }

    private static List<Rotation> rotations(JsonNode nodes) {
        return nodes.valueStream().map(RotationJson::read).toList();
    }

    private static Optional<JsonNode> child(JsonNode tree, String name) {
        return Optional.ofNullable(tree.get(name));
    }
}
