package dev.gatehouse.config.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A node of the policies and where it stands, so that each error names the place. */
record Located(String place, JsonNode node) {
    static Located root(JsonNode node) {
        return new Located("policies file", node);
    }

    /** The entries of an object that may have these keys alone. */
    Map<String, Located> only(Set<String> keys) {
        Map<String, Located> entries = entries();
        for (Map.Entry<String, Located> entry : entries.entrySet()) {
            if (!keys.contains(entry.getKey())) {
                throw entry.getValue().invalid("is an unknown key");
            }
        }
        return entries;
    }

    /** The entries of an object, in its order. */
    Map<String, Located> entries() {
        if (!node.isObject()) {
            throw invalid("must be a mapping");
        }
        Map<String, Located> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            entries.put(entry.getKey(), new Located(below(entry.getKey()), entry.getValue()));
        }
        return entries;
    }

    /** The items of a list that has at least one. */
    List<Located> items() {
        if (!node.isArray() || node.isEmpty()) {
            throw invalid("must be a list of at least one item");
        }
        List<Located> items = new ArrayList<>();
        for (JsonNode item : node) {
            items.add(new Located(place + "[" + items.size() + "]", item));
        }
        return items;
    }

    String text() {
        if (!node.isTextual() || node.textValue().isEmpty()) {
            throw invalid("must be a text");
        }
        return node.textValue();
    }

    /** The entry of a mapping that has to be there. */
    Located required(Map<String, Located> entries, String key) {
        return Optional.ofNullable(entries.get(key)).orElseThrow(() -> invalid("lacks '" + key + "'"));
    }

    InvalidPolicies invalid(String problem) {
        return new InvalidPolicies(place, problem);
    }

    private String below(String key) {
        return place.equals("policies file") ? key : place + "." + key;
    }
}
