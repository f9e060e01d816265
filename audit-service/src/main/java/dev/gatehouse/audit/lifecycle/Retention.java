package dev.gatehouse.audit.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How long payloads are kept, by source. Of the rules that are about a source the one with the longest prefix counts; where
 * there is none, payloads are kept for ever.
 *
 * @param rules in the order of their prefixes, each prefix once
 */
public record Retention(List<Rule> rules) {
    /** Everything is kept. */
    public static final Retention FOREVER = new Retention(List.of());

    /** Days for which payloads are kept at least: a slip must be noticed before it destroys. */
    public static final int MIN_DAYS = 7;

    /** Days for which payloads are kept at most, short of for ever. */
    public static final int MAX_DAYS = 36_500;

    /**
     * A rule.
     *
     * @param prefix a source, by segments: {@code cloudtrail} is {@code cloudtrail/111122223333} too, and not {@code
     *     cloudtrail-digest}; empty for every source
     * @param days how long, counted from when the log received the event
     */
    public record Rule(String prefix, int days) {
        public Rule {
            if (days < MIN_DAYS || days > MAX_DAYS) {
                throw new IllegalArgumentException("days are " + MIN_DAYS + " to " + MAX_DAYS);
            }
        }

        /** Payloads that were received later than this stay. */
        Instant cutOff(Instant now) {
            return now.minus(Duration.ofDays(days));
        }
    }

    public Retention {
        rules = rules.stream().sorted(Comparator.comparing(Rule::prefix)).toList();
        if (rules.stream().map(Rule::prefix).distinct().count() < rules.size()) {
            throw new IllegalArgumentException("a prefix has one rule");
        }
    }

    /** The rule that counts for a source; empty where its payloads are kept for ever. */
    public Optional<Rule> ruleFor(String source) {
        return rules.stream()
                .filter(rule -> SourcePattern.isBelow(source, rule.prefix()))
                .max(Comparator.comparingInt(rule -> rule.prefix().length()));
    }
}
