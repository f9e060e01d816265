package dev.gatehouse.config.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts separated by commas, as Parameter Store keeps a list. An item is not empty, and has no white space around it.
 *
 * @param count how many items
 * @param pattern what each item matches as a whole
 * @param values what each item is one of; empty where it may be any
 */
public record ListType(Range<Integer> count, Optional<Pattern> pattern, List<String> values) implements ValueType {
    static final String WORD = "list";

    public ListType {
        values = List.copyOf(values);
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<Violation> check(String text) {
        List<String> items = items(text);
        if (items.stream().anyMatch(item -> item.isEmpty() || !item.strip().equals(item))) {
            return Optional.of(new Violation(
                    Rule.WRONG_TYPE, "must be items separated by commas, none empty or with spaces around it"));
        }
        return count.check(items.size())
                .map(outside -> new Violation(outside.rule(), "the number of items " + outside.message()))
                .or(() ->
                        items.stream().flatMap(item -> checkItem(item).stream()).findFirst());
    }

    @Override
    public JsonNode toJson(String text) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        items(text).forEach(list::add);
        return list;
    }

    private Optional<Violation> checkItem(String item) {
        if (!values.isEmpty() && !values.contains(item)) {
            return Optional.of(
                    new Violation(Rule.NOT_ALLOWED, "each item must be one of " + String.join(", ", values)));
        }
        return pattern.filter(p -> !p.matcher(item).matches())
                .map(p -> new Violation(Rule.PATTERN, "each item must match " + p.pattern()));
    }

    private static List<String> items(String text) {
        return List.of(text.split(",", -1));
    }
}
