package dev.gatehouse.audit.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.MalformedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What rules remember, as JSON: places and times of events and hashes of their texts, no text itself. What a rule of
 * another version remembers is not taken up.
 */
final class Snapshot {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    private Snapshot() {}

    static ByteSlice write(Detector detector) {
        ObjectNode root = JSON.createObjectNode().put("version", VERSION);
        ObjectNode rules = root.putObject("rules");
        for (RuleMemory memory : detector.memories()) {
            if (!memory.groups().isEmpty() || !memory.raised().isEmpty()) {
                write(memory, rules.putObject(memory.rule().id().toString()));
            }
        }
        try {
            return ByteSlice.of(JSON.writeValueAsBytes(root));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(RuleMemory memory, ObjectNode rule) {
        rule.put("version", memory.rule().version());
        ArrayNode groups = rule.putArray("groups");
        memory.groups().forEach((key, group) -> {
            ObjectNode json = groups.addObject()
                    .put("key", key)
                    .put("touched", group.touched().toString());
            ArrayNode events = json.putArray("events");
            group.events().forEach(counted -> write(counted, events.addObject()));
        });
        ArrayNode raised = rule.putArray("raised");
        memory.raised()
                .forEach((key, before) -> raised.addObject()
                        .put("key", key)
                        .put("start", before.start().toString())
                        .put("touched", before.touched().toString())
                        .put("suppressed", before.suppressed()));
    }

    private static void write(Group.Counted counted, ObjectNode json) {
        json.put("source", counted.event().key().source())
                .put("uid", counted.event().key().uid())
                .put("index", counted.event().index())
                .put("time", counted.event().time().toString())
                .put("value", counted.value());
    }

    /** @throws MalformedLog the bytes are not a snapshot */
    static void restore(ByteSlice bytes, Detector detector) {
        try {
            JsonNode root = JSON.readTree(bytes.array(), bytes.offset(), bytes.length());
            if (root.path("version").asInt() != VERSION) {
                throw new MalformedLog("the detections' state is of an unknown version");
            }
            for (RuleMemory memory : detector.memories()) {
                JsonNode rule = root.path("rules").path(memory.rule().id().toString());
                if (rule.path("version").asText().equals(memory.rule().version())) {
                    restore(rule, memory);
                }
            }
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new MalformedLog("the detections' state is not what was written");
        }
    }

    private static void restore(JsonNode rule, RuleMemory memory) {
        for (JsonNode json : rule.path("groups")) {
            Group group = new Group(time(json, "touched"));
            json.path("events").forEach(event -> group.events().add(counted(event)));
            memory.restore(json.path("key").asText(), group);
        }
        for (JsonNode json : rule.path("raised")) {
            Raised before = new Raised(
                    time(json, "start"),
                    time(json, "touched"),
                    json.path("suppressed").asLong());
            memory.raised().put(json.path("key").asText(), before);
        }
    }

    private static Group.Counted counted(JsonNode json) {
        EventKey key =
                new EventKey(json.path("source").asText(), json.path("uid").asText());
        return new Group.Counted(
                new EventRef(key, json.path("index").asLong(), time(json, "time")),
                json.path("value").asText());
    }

    private static Instant time(JsonNode json, String field) {
        return Instant.parse(json.path(field).asText());
    }
}
