package dev.gatehouse.config.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehouse.service.document.DurationText;
import java.time.Duration;
import java.util.Optional;

/**
 * A length of time that is not negative: {@code 30s}, {@code 5m}, {@code 1h30m}, {@code 250ms}, {@code 1d}, or in ISO
 * 8601 ({@code P1D}, {@code PT1H30M}). A day has 24 hours. In JSON it stays a text as written.
 */
public record DurationType(Range<Duration> range) implements ValueType {
    static final String WORD = "duration";

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<Violation> check(String text) {
        return DurationText.parse(text)
                .map(range::check)
                .orElse(Optional.of(
                        new Violation(Rule.WRONG_TYPE, "must be a duration such as 250ms, 30s, 1h30m or P1D")));
    }

    @Override
    public JsonNode toJson(String text) {
        return new TextNode(text);
    }
}
