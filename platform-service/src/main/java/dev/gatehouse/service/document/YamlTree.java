package dev.gatehouse.service.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;

/** Builds a tree from a parser's events, one at a time, so that a limit stops the reading where it is broken. */
final class YamlTree {
    private final Parser events;
    private final int maxDepth;
    private final Map<String, Integer> lines = new HashMap<>();

    YamlTree(Parser events, int maxDepth) {
        this.events = events;
        this.maxDepth = maxDepth;
    }

    Document read() {
        skip(Event.ID.StreamStart);
        if (events.checkEvent(Event.ID.StreamEnd)) {
            throw new InvalidDocument(InvalidDocument.NO_LINE, "", "is empty");
        }
        skip(Event.ID.DocumentStart);
        JsonNode root = node("", 0);
        skip(Event.ID.DocumentEnd);
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            throw error(events.peekEvent(), "must be one document");
        }
        return new Document(root, lines);
    }

    private JsonNode node(String place, int depth) {
        Event event = events.getEvent();
        refuseIndirection(event);
        lines.putIfAbsent(place, line(event));
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        if (depth == maxDepth) {
            throw error(event, "is nested deeper than " + maxDepth + " levels");
        }
        return event instanceof SequenceStartEvent ? list(place, depth + 1) : mapping(place, depth + 1);
    }

    private ArrayNode list(String place, int depth) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            list.add(node(Located.item(place, list.size()), depth));
        }
        events.getEvent();
        return list;
    }

    private ObjectNode mapping(String place, int depth) {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            String key = key(mapping);
            mapping.set(key, node(Located.child(place, key), depth));
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
        if (!scalar.isPlain()) {
            return JsonNodeFactory.instance.textNode(scalar.getValue());
        }
        return YamlScalar.of(scalar.getValue())
                .orElseThrow(() -> error(scalar, "has a number that is too long or not finite"));
    }

    private static void refuseIndirection(Event event) {
        if (event instanceof AliasEvent) {
            throw error(event, "has an alias, which is not taken here");
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw error(event, "has an anchor, which is not taken here");
        }
        if (tag(event) != null) {
            throw error(event, "has a tag, which is not taken here");
        }
    }

    private static @Nullable String tag(Event event) {
        return switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent collection -> collection.getTag();
            default -> null;
        };
    }

    private void skip(Event.ID expected) {
        Event event = events.getEvent();
        if (!event.is(expected)) {
            throw error(event, "is not well-formed YAML");
        }
    }

    private static InvalidDocument error(Event event, String rule) {
        return new InvalidDocument(line(event), "", rule);
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }
}
