package dev.gatehouse.audit.detect.sigma;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a correlation: {@code event_count} and {@code value_count} with {@code gte} or {@code gt}. */
final class CorrelationParser {
    /** What a correlation may wait for: what is kept for a group is twice as many events. */
    static final int MAX_COUNT = 1_000;

    private static final Duration MAX_SPAN = Duration.ofDays(7);
    private static final int MAX_NAME = 256;
    private static final Pattern SPAN = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    private CorrelationParser() {}

    static SigmaRule.Correlation parse(RuleNode node, boolean generate) {
        node.requireKeysAmong(Set.of("type", "rules", "group-by", "timespan", "condition", "generate"));
        String type = node.required("type").text(MAX_NAME);
        boolean distinct = type.equals("value_count");
        node.required("type")
                .require(
                        distinct || type.equals("event_count"),
                        "the correlation " + RuleNode.shown(type) + " is not supported");
        RuleNode condition = node.required("condition");
        condition.requireKeysAmong(distinct ? Set.of("field", "gte", "gt") : Set.of("gte", "gt"));
        List<String> rules = node.required("rules").texts(MAX_NAME);
        node.required("rules").require(!rules.isEmpty(), "must name a rule");
        return new SigmaRule.Correlation(
                rules,
                node.get("group-by").map(CorrelationParser::fields).orElse(List.of()),
                span(node.required("timespan")),
                distinct ? Optional.of(condition.required("field").field()) : Optional.empty(),
                atLeast(condition),
                node.get("generate").map(CorrelationParser::flag).orElse(generate));
    }

    private static int atLeast(RuleNode condition) {
        condition.require(
                condition.get("gte").isPresent() != condition.get("gt").isPresent(),
                "must have 'gte' or 'gt', and one of them");
        Optional<RuleNode> gte = condition.get("gte");
        return gte.isPresent()
                ? gte.get().number(2, MAX_COUNT)
                : condition.required("gt").number(1, MAX_COUNT - 1) + 1;
    }

    private static boolean flag(RuleNode node) {
        node.require(node.json().isBoolean(), "must be true or false");
        return node.json().booleanValue();
    }

    /** The fields that a list of texts names. */
    static List<FieldPath> fields(RuleNode list) {
        list.require(list.json().isArray() && list.json().size() <= 8, "must be a list of at most 8 fields");
        return list.items().stream().map(RuleNode::field).toList();
    }

    /** A length of time such as {@code 30s}, {@code 5m}, {@code 1h} or {@code 2d}; at most a week. */
    static Duration span(RuleNode node) {
        Matcher matcher = SPAN.matcher(node.text(16));
        node.require(matcher.matches(), "must be a number and one of s, m, h, d");
        long number = Long.parseLong(matcher.group(1));
        Duration span = switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        node.require(span.compareTo(MAX_SPAN) <= 0, "must be at most 7d");
        return span;
    }
}
