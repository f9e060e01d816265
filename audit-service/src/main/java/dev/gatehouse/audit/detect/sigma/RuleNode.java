package dev.gatehouse.audit.detect.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A part of a rule that knows where it stands.
 *
 * @param json what it is
 * @param place the keys on the way to it, for messages; empty for the whole
 * @param lines the line of each place, from 1
 */
record RuleNode(JsonNode json, String place, Map<String, Integer> lines) {
    private static final int SHOWN = 64;

    static String child(String place, String key) {
        return place.isEmpty() ? key : place + " > " + key;
    }

    static String item(String place, int index) {
        return place + "[" + index + "]";
    }

    /** The exception that says what is wrong here. */
    InvalidRule error(String what) {
        return new InvalidRule(lines.getOrDefault(place, 1), place, what);
    }

    /** A name out of the rule in a form that fits a message. */
    static String shown(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]", "?");
        return "'" + (plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "...") + "'";
    }

    void requireMapping() {
        require(json.isObject() && !json.isEmpty(), "must be a mapping that is not empty");
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            throw error(otherwise);
        }
    }

    /** Refuses each key that is not among these, by its name. */
    void requireKeysAmong(Set<String> known) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                throw get(key).orElseThrow().error("the key " + shown(key) + " is not supported");
            }
        }
    }

    List<String> keys() {
        requireMapping();
        List<String> keys = new ArrayList<>();
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            keys.add(names.next());
        }
        return keys;
    }

    Optional<RuleNode> get(String key) {
        return Optional.ofNullable(json.get(key)).map(node -> new RuleNode(node, child(place, key), lines));
    }

    RuleNode required(String key) {
        return get(key).orElseThrow(() -> error("'" + key + "' is missing"));
    }

    /** The elements of a list; of anything else itself. */
    List<RuleNode> items() {
        if (!json.isArray()) {
            return List.of(this);
        }
        List<RuleNode> items = new ArrayList<>();
        for (JsonNode element : json) {
            items.add(new RuleNode(element, item(place, items.size()), lines));
        }
        return items;
    }

    /** The text that it is, of 1 to so many characters. */
    String text(int maxLength) {
        require(json.isTextual(), "must be a text");
        require(
                !json.textValue().isBlank() && json.textValue().length() <= maxLength,
                "must have 1 to " + maxLength + " characters");
        return json.textValue();
    }

    /** The texts that a list of at most 64 is. */
    List<String> texts(int maxLength) {
        require(json.isArray() && json.size() <= 64, "must be a list of at most 64 texts");
        return items().stream().map(item -> item.text(maxLength)).toList();
    }

    /** The whole number that it is, within limits. */
    int number(int from, int to) {
        boolean whole =
                json.isNumber() && json.decimalValue().stripTrailingZeros().scale() <= 0;
        require(
                whole
                        && json.decimalValue().longValue() >= from
                        && json.decimalValue().longValue() <= to,
                "must be a whole number from " + from + " to " + to);
        return json.intValue();
    }

    /** The field that a text names. */
    FieldPath field() {
        try {
            return FieldPath.of(text(FieldPath.MAX_LENGTH));
        } catch (IllegalArgumentException e) {
            throw error("is not a field's name: parts between dots may not be empty");
        }
    }
}
