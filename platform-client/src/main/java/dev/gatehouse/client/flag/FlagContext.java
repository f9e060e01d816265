package dev.gatehouse.client.flag;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom a flag is evaluated for: a subject, and what rules may ask of it. Immutable. */
public final class FlagContext {
    /** The name that rules know the subject by, as flagd has it. */
    static final String SUBJECT = "targetingKey";

    /** Nobody in particular. */
    public static final FlagContext NONE = new FlagContext(Map.of());

    private final Map<String, Object> attributes;

    private FlagContext(Map<String, Object> attributes) {
        this.attributes = attributes;
    }

    /** A subject: the same one always gets the same share of a percentage. */
    public static FlagContext of(String subject) {
        return NONE.with(SUBJECT, subject);
    }

    public FlagContext with(String name, String value) {
        return and(name, value);
    }

    public FlagContext with(String name, double value) {
        return and(name, value);
    }

    public FlagContext with(String name, boolean value) {
        return and(name, value);
    }

    public FlagContext with(String name, List<String> values) {
        return and(name, List.copyOf(values));
    }

    @Nullable
    Object get(String name) {
        return attributes.get(name);
    }

    private FlagContext and(String name, Object value) {
        Map<String, Object> more = new HashMap<>(attributes);
        more.put(name, value);
        return new FlagContext(more);
    }

    /** The names alone: what is said of a subject may be personal. */
    @Override
    public String toString() {
        return "FlagContext" + attributes.keySet();
    }
}
