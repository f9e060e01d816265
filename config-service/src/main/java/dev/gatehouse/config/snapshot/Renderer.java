package dev.gatehouse.config.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns a document into bytes. Pure. */
final class Renderer {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    private Renderer() {}

    /**
     * @param values every key with its value, those of secrets too
     * @throws KeyCollision two keys have the same name in this format
     */
    static byte[] render(Format format, View view, SortedMap<String, JsonNode> values, Map<String, String> unresolved) {
        return switch (format) {
            case JSON -> write(JSON, tree(view, values, unresolved));
            case YAML -> write(YAML, tree(view, values, unresolved));
            case PROPERTIES -> properties(view, values, unresolved);
            case ENV -> environment(view, values, unresolved);
        };
    }

    private static ObjectNode tree(View view, SortedMap<String, JsonNode> values, Map<String, String> unresolved) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("environment", view.snapshot().id().environment());
        tree.put("application", view.snapshot().id().application());
        tree.put("version", view.version());
        ArrayNode layers = tree.putArray("layers");
        view.snapshot().layers().forEach(layer -> layers.add(layer.name()));
        ObjectNode byKey = tree.putObject("values");
        values.forEach(byKey::set);
        ObjectNode reasons = tree.putObject("unresolved");
        unresolved.forEach(reasons::put);
        return tree;
    }

    private static byte[] write(ObjectMapper mapper, JsonNode tree) {
        try {
            return mapper.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes can always be written", e);
        }
    }

    private static byte[] properties(View view, Map<String, JsonNode> values, Map<String, String> unresolved) {
        StringBuilder text = new StringBuilder("# version " + view.version() + "\n");
        unresolved.forEach((key, reason) -> text.append("# unresolved ")
                .append(key)
                .append(": ")
                .append(reason)
                .append('\n'));
        values.forEach((key, value) -> text.append(PropertiesText.escape(key, true))
                .append('=')
                .append(PropertiesText.escape(scalar(value), false))
                .append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] environment(View view, Map<String, JsonNode> values, Map<String, String> unresolved) {
        SortedMap<String, String> keysByName = new TreeMap<>();
        StringBuilder text = new StringBuilder("# version " + view.version() + "\n");
        unresolved.forEach((key, reason) -> text.append("# unresolved ")
                .append(key)
                .append(": ")
                .append(reason)
                .append('\n'));
        values.forEach((key, value) -> {
            String name = environmentName(key);
            String other = keysByName.putIfAbsent(name, key);
            if (other != null) {
                throw new KeyCollision(name, other, key);
            }
            text.append(name)
                    .append("='")
                    .append(scalar(value).replace("'", "'\\''"))
                    .append("'\n");
        });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String environmentName(String key) {
        String name = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /** A list in a flat format is what Parameter Store calls a string list: items separated by commas. */
    private static String scalar(JsonNode value) {
        if (value.isArray() && value.valueStream().allMatch(JsonNode::isTextual)) {
            return String.join(",", value.valueStream().map(JsonNode::textValue).toList());
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
