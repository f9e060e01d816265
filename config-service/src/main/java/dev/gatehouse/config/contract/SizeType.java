package dev.gatehouse.config.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes: {@code 4096}, {@code 4096B}, {@code 10MB} (powers of 1,000) or {@code 64MiB} (powers of 1,024). In
 * JSON it stays a text as written.
 */
public record SizeType(Range<Long> range) implements ValueType {
    static final String WORD = "size";
    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,18})(B|[KMGT]i?B)?");
    private static final Map<String, Long> FACTORS = Map.of(
            "B", 1L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "TB", 1_000_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30,
            "TiB", 1L << 40);

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<Violation> check(String text) {
        return parse(text)
                .map(range::check)
                .orElse(Optional.of(new Violation(
                        Rule.WRONG_TYPE, "must be a size such as 4096, 512KiB, 10MB or 64MiB, below 8 EiB")));
    }

    @Override
    public JsonNode toJson(String text) {
        return new TextNode(text);
    }

    /** The bytes that a text means; empty where it means none. */
    public static Optional<Long> parse(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            return Optional.empty();
        }
        String unit = size.group(2) == null ? "B" : size.group(2);
        try {
            return Optional.of(Math.multiplyExact(Long.parseLong(size.group(1)), FACTORS.getOrDefault(unit, 1L)));
        } catch (ArithmeticException | NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }
}
