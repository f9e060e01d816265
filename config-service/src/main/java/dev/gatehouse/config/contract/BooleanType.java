package dev.gatehouse.config.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;

/** {@code true} or {@code false}. */
public record BooleanType() implements ValueType {
    static final String WORD = "boolean";

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<Violation> check(String text) {
        return text.equals("true") || text.equals("false")
                ? Optional.empty()
                : Optional.of(new Violation(Rule.WRONG_TYPE, "must be true or false"));
    }

    @Override
    public JsonNode toJson(String text) {
        return check(text).isEmpty() ? BooleanNode.valueOf(text.equals("true")) : new TextNode(text);
    }
}
