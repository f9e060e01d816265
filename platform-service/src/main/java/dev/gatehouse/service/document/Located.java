package dev.gatehouse.service.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * A node of a document with its place, so that whoever finds it wrong can say where. Every method that asks for a shape
 * throws {@link InvalidDocument} where the node has another one.
 *
 * @param place the way from the root, as {@code a > b > [0]}; empty for the root
 */
public record Located(Document document, String place, JsonNode node) {
    /** The node called so. */
    public Located get(String name) {
        return find(name).orElseThrow(() -> error("lacks '" + name + "'"));
    }

    /** The node called so; empty where there is none. A null is a value, and mostly an error. */
    public Optional<Located> find(String name) {
        mapping();
        return Optional.ofNullable(node.get(name)).map(child -> new Located(document, child(place, name), child));
    }

    /** The nodes of a mapping, in their order. */
    public SequencedMap<String, Located> fields() {
        mapping();
        SequencedMap<String, Located> fields = new LinkedHashMap<>();
        for (var field : node.properties()) {
            fields.put(field.getKey(), new Located(document, child(place, field.getKey()), field.getValue()));
        }
        return fields;
    }

    /** The nodes of a list. */
    public List<Located> items() {
        if (!node.isArray()) {
            throw error("must be a list");
        }
        List<Located> items = new ArrayList<>();
        for (JsonNode item : node) {
            items.add(new Located(document, item(place, items.size()), item));
        }
        return items;
    }

    /** Refuses a mapping with other keys than these, so that a misspelt one is found. */
    public Located allowing(Set<String> keys) {
        for (var field : fields().entrySet()) {
            if (!keys.contains(field.getKey())) {
                throw field.getValue()
                        .error("is not a known key here; known are " + String.join(", ", new TreeSet<>(keys)));
            }
        }
        return this;
    }

    /** A text that is not empty. */
    public String text() {
        if (!node.isTextual()) {
            throw error("must be a text; quote it");
        }
        if (node.textValue().isBlank()) {
            throw error("must not be empty");
        }
        return node.textValue();
    }

    public boolean bool() {
        if (!node.isBoolean()) {
            throw error("must be true or false");
        }
        return node.booleanValue();
    }

    /** A whole number in a range, both ends included. */
    public int integer(int min, int max) {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < min || node.intValue() > max) {
            throw error("must be a whole number from " + min + " to " + max);
        }
        return node.intValue();
    }

    /** What is wrong with this node, as an error to throw. */
    public InvalidDocument error(String rule) {
        return new InvalidDocument(document.line(place), place, rule);
    }

    static String child(String place, String name) {
        return place.isEmpty() ? name : place + " > " + name;
    }

    static String item(String place, int index) {
        return child(place, "[" + index + "]");
    }

    private void mapping() {
        if (!node.isObject()) {
            throw error("must be a mapping");
        }
    }
}
