package dev.gatehouse.config.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** A decimal number in plain notation, with at most 18 digits before and after its point; its digits are kept. */
public record DecimalType(Range<BigDecimal> range) implements ValueType {
    static final String WORD = "decimal";
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<Violation> check(String text) {
        return parse(text)
                .map(range::check)
                .orElse(Optional.of(new Violation(
                        Rule.WRONG_TYPE, "must be a decimal number of at most 18 digits on each side of its point")));
    }

    @Override
    public JsonNode toJson(String text) {
        return parse(text).<JsonNode>map(DecimalNode::valueOf).orElse(new TextNode(text));
    }

    static Optional<BigDecimal> parse(String text) {
        return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
