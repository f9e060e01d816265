package dev.gatehouse.audit.detect.sigma;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A rule of Sigma's format (https://sigmahq.io/sigma-specification/), in the subset that RULES.md says.
 *
 * @param id its lasting name
 * @param name what correlations may call it
 * @param title in a few words what it finds
 * @param status how mature it is
 * @param level how much a match matters
 * @param description what it finds and why that matters; may be empty
 * @param references where to read more
 * @param tags for instance {@code attack.t1078}
 * @param author who wrote it
 * @param body what it looks for
 * @param dedupe how often it may be raised; empty for each time
 * @param version the first 16 hexadecimal digits of its file's SHA-256: a changed rule is another version
 */
public record SigmaRule(
        UUID id,
        Optional<String> name,
        String title,
        Status status,
        Level level,
        String description,
        List<String> references,
        List<String> tags,
        Optional<String> author,
        Body body,
        Optional<Dedupe> dedupe,
        String version) {
    public SigmaRule {
        references = List.copyOf(references);
        tags = List.copyOf(tags);
    }

    /** How mature a rule is, as Sigma says. */
    public enum Status {
        STABLE,
        TEST,
        EXPERIMENTAL,
        DEPRECATED,
        UNSUPPORTED
    }

    /** What a rule looks for: one event, or several. */
    public sealed interface Body permits EventBody, Correlation {}

    /**
     * After a rule was raised, how long it is not raised again for events with the same texts in the same fields.
     *
     * @param by the fields; none means the rule as a whole
     * @param window from the raising event's time on
     */
    public record Dedupe(List<FieldPath> by, Duration window) {
        public Dedupe {
            by = List.copyOf(by);
        }
    }

    /**
     * Several events of other rules, in a window of event time.
     *
     * @param rules the ids or names of the rules whose events count
     * @param groupBy fields whose texts must be the same; an event that lacks one of them is not counted
     * @param timespan the window's length; a window starts with an event
     * @param distinct the field whose different texts count, for {@code value_count}; empty where events count
     * @param atLeast how many raise the rule, from 2
     * @param generate whether the counted rules are raised themselves, too
     */
    public record Correlation(
            List<String> rules,
            List<FieldPath> groupBy,
            Duration timespan,
            Optional<FieldPath> distinct,
            int atLeast,
            boolean generate)
            implements Body {
        public Correlation {
            rules = List.copyOf(rules);
            groupBy = List.copyOf(groupBy);
        }
    }
}
