package dev.gatehouse.config.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** A whole number of 64 bits, as JSON writes it. */
public record IntegerType(Range<Long> range) implements ValueType {
    static final String WORD = "integer";
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,18})");

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<Violation> check(String text) {
        return parse(text)
                .map(range::check)
                .orElse(Optional.of(new Violation(Rule.WRONG_TYPE, "must be a whole number of at most 64 bits")));
    }

    @Override
    public JsonNode toJson(String text) {
        return parse(text).<JsonNode>map(JsonNodeFactory.instance::numberNode).orElse(new TextNode(text));
    }

    static Optional<Long> parse(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }
}
