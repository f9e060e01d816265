package dev.gatehouse.service.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A document that was read.
 *
 * @param root its tree
 * @param lines where each place stands, by the place as {@link Located} writes it; empty where the reader does not know
 */
public record Document(JsonNode root, Map<String, Integer> lines) {
    public Document {
        lines = Map.copyOf(lines);
    }

    /** The root with its place, to walk from. */
    public Located located() {
        return new Located(this, "", root);
    }

    int line(String place) {
        return lines.getOrDefault(place, InvalidDocument.NO_LINE);
    }
}
