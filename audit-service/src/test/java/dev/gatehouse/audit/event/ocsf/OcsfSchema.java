package dev.gatehouse.audit.event.ocsf;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.gatehouse.audit.event.NormalizedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** OCSF's own definitions as JSON Schema, made by src/test/ocsf/make_schema.py. */
final class OcsfSchema {
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Path FILE = Path.of("src/test/resources/ocsf/ocsf-1.3.0.schema.json");

    private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getDraft202012());
    private final Map<Integer, Schema> classes = new HashMap<>();

    /** What is wrong with an event by the schema of its class; empty where nothing is. */
    List<String> problems(NormalizedEvent event) {
        JsonNode tree = tree(event);
        List<String> problems = new ArrayList<>(schema(event.classUid()).validate(tree).stream()
                .map(Error::toString)
                .toList());
        expect(problems, tree, "/class_uid", event.classUid());
        expect(problems, tree, "/activity_id", event.activityId());
        expect(problems, tree, "/severity_id", event.severityId());
        if (tree.at("/time").asLong() != event.time().toEpochMilli()) {
            problems.add("time is another one");
        }
        return problems;
    }

    static JsonNode tree(NormalizedEvent event) {
        return MAPPER.readTree(event.ocsf().copy());
    }

    private static void expect(List<String> problems, JsonNode tree, String at, int expected) {
        if (tree.at(at).asInt(-1) != expected) {
            problems.add(at + " is not " + expected);
        }
    }

    private Schema schema(int classUid) {
        return classes.computeIfAbsent(classUid, this::load);
    }

    private Schema load(int classUid) {
        try {
            ObjectNode document = (ObjectNode) MAPPER.readTree(Files.readString(FILE));
            if (!document.get("$defs").has("class_" + classUid)) {
                throw new IllegalArgumentException("no schema of class " + classUid);
            }
            document.put("$ref", "#/$defs/class_" + classUid);
            return registry.getSchema(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
