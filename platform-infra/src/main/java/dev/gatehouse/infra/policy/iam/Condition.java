package dev.gatehouse.infra.policy.iam;

import java.util.List;

/**
 * One test of a statement.
 *
 * @param operator how it compares, such as StringEquals
 * @param key      what it compares, such as aws:SourceAccount
 * @param values   with what; one that matches is enough
 */
public record Condition(String operator, String key, List<String> values) {
    /** Refuses a test of nothing, which would match nothing or everything. */
    public Condition {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException(key + " is compared with nothing");
        }
    }

    /** The text is one of these. */
    public static Condition equal(String key, String... values) {
        return new Condition("StringEquals", key, List.of(values));
    }

    /** The text is none of these. */
    public static Condition notEqual(String key, String... values) {
        return new Condition("StringNotEquals", key, List.of(values));
    }

    /** The text is like one of these. */
    public static Condition like(String key, String... values) {
        return new Condition("StringLike", key, List.of(values));
    }

    /** The ARN is like one of these. */
    public static Condition arnLike(String key, String... values) {
        return new Condition("ArnLike", key, List.of(values));
    }

    /** The ARN is like none of these. */
    public static Condition arnNotLike(String key, String... values) {
        return new Condition("ArnNotLike", key, List.of(values));
    }

    /** The truth value is this. */
    public static Condition is(String key, boolean value) {
        return new Condition("Bool", key, List.of(Boolean.toString(value)));
    }

    /** The request says nothing of the key. */
    public static Condition absent(String key) {
        return new Condition("Null", key, List.of("true"));
    }
}
