package dev.gatehouse.config.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Any text, or one that a pattern matches as a whole. */
public record TextType(Optional<Pattern> pattern) implements ValueType {
    static final String WORD = "string";

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<Violation> check(String text) {
        return pattern.filter(p -> !p.matcher(text).matches())
                .map(p -> new Violation(Rule.PATTERN, "must match " + p.pattern()));
    }

    @Override
    public JsonNode toJson(String text) {
        return new TextNode(text);
    }
}
