package dev.gatehouse.audit.event.line;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The fields of a line, in its order; those that the source marks as absent, by a {@code -}, are not there. */
public final class Fields {
    private static final int MAX_DIGITS = 18;

    private final Map<String, String> fields = new LinkedHashMap<>();

    Fields() {}

    void put(String name, String value) {
        if (!value.equals("-") && !value.isEmpty()) {
            fields.put(name, value);
        }
    }

    /** A field's text; empty where it is not there. */
    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    /** A field's text, which then is not there any more. */
    public String take(String name) {
        String value = fields.remove(name);
        return value == null ? "" : value;
    }

    /** A field that is a whole number from 0; empty where it is something else. */
    public OptionalLong number(String name) {
        String value = get(name);
        boolean digits = !value.isEmpty()
                && value.length() <= MAX_DIGITS
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    /** A whole number from 0 to a highest one, which then is not there any more; any other stays. */
    public OptionalLong takeNumber(String name, long highest) {
        OptionalLong number = number(name);
        if (number.isEmpty() || number.getAsLong() > highest) {
            return OptionalLong.empty();
        }
        fields.remove(name);
        return number;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Names and texts of those that are there, in the line's order. */
    public Set<Map.Entry<String, String>> entries() {
        return Collections.unmodifiableSet(fields.entrySet());
    }
}
