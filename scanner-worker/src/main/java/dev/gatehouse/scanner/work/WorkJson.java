package dev.gatehouse.scanner.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.finding.ObjectName;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What queues and stores hold of a scan, as JSON texts of one line. Built and read field by field, for a native image. */
public final class WorkJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WorkJson() {}

    /** A piece of work. The same piece has the same text. */
    public static String write(WorkItem item) {
        ObjectNode json = JSON.createObjectNode().put("scan", item.scan());
        switch (item) {
            case WorkItem.ListPart(String scan, Optional<String> cursor) -> {
                json.put("work", "list");
                cursor.ifPresent(from -> json.put("cursor", from));
            }
            case WorkItem.ScanObject(String scan, ListedObject object) -> {
                name(json.put("work", "scan"), object.name());
                json.put("size", object.size());
                object.stamp().ifPresent(stamp -> json.put("stamp", stamp));
            }
        }
        return json.toString();
    }

    /** @throws IllegalArgumentException the text is no piece of work; the message does not repeat it */
    public static WorkItem item(String text) {
        JsonNode json = parse(text);
        String scan = required(json, "scan");
        return switch (required(json, "work")) {
            case "list" -> new WorkItem.ListPart(scan, optional(json, "cursor"));
            case "scan" ->
                new WorkItem.ScanObject(
                        scan, new ListedObject(name(json), json.path("size").longValue(), optional(json, "stamp")));
            default -> throw new IllegalArgumentException("is work that nobody knows");
        };
    }

    /** An object's name. The same name has the same text. */
    public static String write(ObjectName name) {
        ObjectNode json = JSON.createObjectNode();
        name(json, name);
        return json.toString();
    }

    /** @throws IllegalArgumentException the text is no name; the message does not repeat it */
    public static ObjectName name(String text) {
        return name(parse(text));
    }

    /** A target. */
    public static String write(Target target) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", target.name()).put("kind", target.kind()).put("location", target.location());
        ObjectNode options = json.putObject("options");
        target.sortedOptions().forEach(options::put);
        return json.toString();
    }

    /** @throws IllegalArgumentException the text is no target; the message does not repeat it */
    public static Target target(String text) {
        JsonNode json = parse(text);
        Map<String, String> options = new TreeMap<>();
        json.path("options")
                .properties()
                .forEach(
                        option -> options.put(option.getKey(), option.getValue().asText()));
        return new Target(required(json, "name"), required(json, "kind"), required(json, "location"), options);
    }

    private static void name(ObjectNode json, ObjectName name) {
        json.put("source", name.source()).put("path", name.path());
        name.version().ifPresent(version -> json.put("version", version));
    }

    private static ObjectName name(JsonNode json) {
        return new ObjectName(required(json, "source"), required(json, "path"), optional(json, "version"));
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("is malformed");
        }
    }

    private static String required(JsonNode json, String name) {
        return optional(json, name).orElseThrow(() -> new IllegalArgumentException("lacks the text " + name));
    }

    private static Optional<String> optional(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }
}
