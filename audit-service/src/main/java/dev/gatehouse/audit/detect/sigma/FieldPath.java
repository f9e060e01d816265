package dev.gatehouse.audit.detect.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A field of an event, by the names on the way to it. Lists on the way are seen through: each of their elements is meant.
 *
 * @param names at least one
 */
public record FieldPath(List<String> names) {
    /** Characters that a dotted name may have. */
    static final int MAX_LENGTH = 256;

    public FieldPath {
        names = List.copyOf(names);
        if (names.isEmpty() || names.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("a field's name is empty, or a part of it between dots is");
        }
    }

    /**
     * The field of a dotted name, for instance {@code userIdentity.sessionContext.attributes.mfaAuthenticated}.
     *
     * @throws IllegalArgumentException it is empty somewhere, or longer than 256 characters
     */
    public static FieldPath of(String dotted) {
        if (dotted.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a field's name has more than " + MAX_LENGTH + " characters");
        }
        return new FieldPath(List.of(dotted.split("\\.", -1)));
    }

    /** Whether a value of the field passes the test; the elements of a list are values, and a JSON null is one. */
    boolean any(JsonNode event, Predicate<JsonNode> test) {
        return any(event, 0, test);
    }

    private boolean any(JsonNode node, int at, Predicate<JsonNode> test) {
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (any(element, at, test)) {
                    return true;
                }
            }
            return false;
        }
        if (at == names.size()) {
            return test.test(node);
        }
        JsonNode child = node.get(names.get(at));
        return child != null && any(child, at + 1, test);
    }

    /** The first text, number or boolean of the field, as text. */
    public Optional<String> text(JsonNode event) {
        StringBuilder found = new StringBuilder();
        boolean is = any(event, value -> {
            if (!value.isValueNode() || value.isNull()) {
                return false;
            }
            found.append(value.asText());
            return true;
        });
        return is ? Optional.of(found.toString()) : Optional.empty();
    }

    /** The dotted name. */
    @Override
    public String toString() {
        return String.join(".", names);
    }
}
