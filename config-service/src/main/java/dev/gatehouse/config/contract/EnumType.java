package dev.gatehouse.config.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;

/** One of some texts. */
public record EnumType(List<String> values) implements ValueType {
    static final String WORD = "enum";

    public EnumType {
        values = List.copyOf(values);
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<Violation> check(String text) {
        return values.contains(text)
                ? Optional.empty()
                : Optional.of(new Violation(Rule.NOT_ALLOWED, "must be one of " + String.join(", ", values)));
    }

    @Override
    public JsonNode toJson(String text) {
        return new TextNode(text);
    }
}
