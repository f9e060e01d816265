package dev.gatehouse.audit.detect.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads a rule's YAML, which nobody vouches for: one document of at most {@value #MAX_BYTES} bytes and
 * {@value #MAX_DEPTH} levels, of mappings, lists and scalars. Anchors, aliases, tags and a key that occurs twice are
 * refused. Plain scalars are nulls, booleans and decimal numbers as in YAML 1.2's core schema, and texts otherwise.
 */
final class RuleYaml {
    /** Bytes that a rule may have. */
    static final int MAX_BYTES = 65_536;
    /** Levels of mappings and lists that a rule may have. */
    static final int MAX_DEPTH = 8;

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,18}(\\.[0-9]{1,18})?");

    private final Parser events;
    private final Map<String, Integer> lines = new HashMap<>();

    private RuleYaml(Parser events) {
        this.events = events;
    }

    /** @throws InvalidRule it is not a document as described above */
    static RuleNode read(byte[] utf8) {
        if (utf8.length > MAX_BYTES) {
            throw new InvalidRule("the rule has more than " + MAX_BYTES + " bytes");
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        try {
            return new RuleYaml(new ParserImpl(new StreamReader(text(utf8)), options)).document();
        } catch (MarkedYAMLException malformed) {
            // No cause here and below: its message quotes the document.
            int line = malformed.getProblemMark() == null
                    ? 1
                    : malformed.getProblemMark().getLine() + 1;
            throw new InvalidRule(line, "", "is not well-formed YAML");
        } catch (IllegalArgumentException | IndexOutOfBoundsException unfinished) {
            // The reader of YAML lets these out where an escape such as \\x is cut short or names no character.
            throw new InvalidRule("the rule holds an escape that is not one of YAML's");
        } catch (YAMLException unreadable) {
            throw new InvalidRule("the rule holds a character that YAML does not allow");
        }
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRule("the rule is not UTF-8");
        }
    }

    private RuleNode document() {
        events.getEvent();
        if (events.checkEvent(Event.ID.StreamEnd)) {
            throw new InvalidRule("the rule is empty");
        }
        events.getEvent();
        JsonNode root = node("", 0);
        events.getEvent();
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            throw error(events.peekEvent(), "a file must hold one document");
        }
        return new RuleNode(root, "", lines);
    }

    private JsonNode node(String place, int depth) {
        Event event = events.getEvent();
        refuseIndirection(event);
        lines.put(place, line(event));
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        if (depth == MAX_DEPTH) {
            throw error(event, "is nested deeper than " + MAX_DEPTH + " levels");
        }
        return event instanceof SequenceStartEvent ? list(place, depth + 1) : mapping(place, depth + 1);
    }

    private ArrayNode list(String place, int depth) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            list.add(node(RuleNode.item(place, list.size()), depth));
        }
        events.getEvent();
        return list;
    }

    private ObjectNode mapping(String place, int depth) {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            String key = key(mapping);
            mapping.set(key, node(RuleNode.child(place, key), depth));
        }
        events.getEvent();
        return mapping;
    }

    private String key(ObjectNode mapping) {
        Event event = events.getEvent();
        refuseIndirection(event);
        if (!(event instanceof ScalarEvent scalar) || scalar.getValue().isEmpty()) {
            throw error(event, "has a key that is not a text");
        }
        if (mapping.has(scalar.getValue())) {
            throw error(event, "has a key twice");
        }
        return scalar.getValue();
    }

    private static JsonNode scalar(ScalarEvent scalar) {
        String text = scalar.getValue();
        if (!scalar.isPlain()) {
            return TextNode.valueOf(text);
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> NullNode.instance;
            case "true", "True", "TRUE" -> BooleanNode.TRUE;
            case "false", "False", "FALSE" -> BooleanNode.FALSE;
            default ->
                NUMBER.matcher(text).matches() ? DecimalNode.valueOf(new BigDecimal(text)) : TextNode.valueOf(text);
        };
    }

    private static void refuseIndirection(Event event) {
        if (event instanceof AliasEvent) {
            throw error(event, "has an alias, which is not supported");
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw error(event, "has an anchor, which is not supported");
        }
        if (tag(event) != null) {
            throw error(event, "has a tag of YAML's, which is not supported");
        }
    }

    private static @Nullable String tag(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> null;
        };
    }

    private static InvalidRule error(Event event, String what) {
        return new InvalidRule(line(event), "", what);
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }
}
