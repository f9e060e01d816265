package dev.gatehouse.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.service.document.BoundedJson;
import dev.gatehouse.service.document.BoundedYaml;
import dev.gatehouse.service.document.InvalidDocument;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request's body: a JSON or YAML object whose names are known. Every complaint names the field, and never repeats a value. */
public final class RequestBody {
    /** Bytes that a body may have. */
    public static final int MAX_BYTES = 256 * 1024;

    /** Levels of nesting that a body may have. */
    public static final int MAX_DEPTH = 32;

    private static final BoundedJson JSON = new BoundedJson(MAX_BYTES, MAX_DEPTH);
    private static final BoundedYaml YAML = new BoundedYaml(new BoundedYaml.Limits(MAX_BYTES, MAX_DEPTH));

    private final ObjectNode tree;

    private RequestBody(ObjectNode tree) {
        this.tree = tree;
    }

    /**
     * Reads a body.
     *
     * @param contentType JSON where absent
     * @param known the names that the object may have
     * @throws BadRequest it is malformed, or has another name
     */
    public static RequestBody read(byte @Nullable [] bytes, @Nullable String contentType, Set<String> known) {
        JsonNode tree = parse(bytes == null ? new byte[0] : bytes, contentType);
        if (!(tree instanceof ObjectNode object)) {
            throw new BadRequest("malformed-body", "the body must be an object");
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new BadRequest(
                        "unknown-field",
                        "the body may only have: "
                                + String.join(
                                        ", ",
                                        List.copyOf(known).stream().sorted().toList()));
            }
        });
        return new RequestBody(object);
    }

    public Optional<JsonNode> node(String name) {
        return Optional.ofNullable(tree.get(name)).filter(node -> !node.isNull());
    }

    public Optional<String> text(String name) {
        return node(name).map(node -> {
            if (!node.isTextual()) {
                throw wrong(name, "must be a text");
            }
            return unicode(name, node.textValue());
        });
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> wrong(name, "is required"));
    }

    public OptionalLong number(String name) {
        Optional<JsonNode> node = node(name);
        if (node.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!node.get().isIntegralNumber() || !node.get().canConvertToLong()) {
            throw wrong(name, "must be a whole number");
        }
        return OptionalLong.of(node.get().longValue());
    }

    public boolean flag(String name) {
        return node(name)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw wrong(name, "must be true or false");
                    }
                    return node.booleanValue();
                })
                .orElse(false);
    }

    /** @param limit items that the list may have */
    public List<String> texts(String name, int limit) {
        Optional<JsonNode> node = node(name);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!node.get().isArray() || !node.get().valueStream().allMatch(JsonNode::isTextual)) {
            throw wrong(name, "must be a list of texts");
        }
        if (node.get().size() > limit) {
            throw wrong(name, "has " + node.get().size() + " items; at most " + limit);
        }
        List<String> texts = new ArrayList<>();
        node.get().forEach(item -> texts.add(unicode(name, item.textValue())));
        return texts;
    }

    /** Half of a surrogate pair, as an escape of JSON can hold it, could be neither stored nor sent back as it came. */
    private static String unicode(String name, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw wrong(name, "holds half of a surrogate pair");
        }
        return text;
    }

    public static BadRequest wrong(String field, String problem) {
        return new BadRequest("invalid-field", "field '" + field + "' " + problem);
    }

    private static JsonNode parse(byte[] bytes, @Nullable String contentType) {
        String type = contentType == null
                ? ""
                : contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        try {
            return switch (type) {
                case "application/yaml", "application/x-yaml", "text/yaml" ->
                    YAML.read(bytes).root();
                default -> JSON.read(text(bytes)).root();
            };
        } catch (InvalidDocument e) {
            throw new BadRequest("malformed-body", "the body is not a document within the limits: " + e.getMessage());
        }
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRequest("malformed-body", "the body is not UTF-8");
        }
    }
}
