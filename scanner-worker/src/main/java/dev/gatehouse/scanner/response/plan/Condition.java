package dev.gatehouse.scanner.response.plan;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Validity;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which findings something is for; what is empty holds for all.
 *
 * @param rules of one of these rules
 * @param tags of a rule with one of these tags
 * @param confidence at least as sure
 * @param owner whether an owner is known
 * @param validity of one of these
 * @param kinds with a place in a target of one of these kinds
 */
public record Condition(
        List<String> rules,
        List<String> tags,
        Optional<Confidence> confidence,
        Optional<Boolean> owner,
        List<Validity> validity,
        List<String> kinds) {
    /** Holds for all. */
    public static final Condition ANY =
            new Condition(List.of(), List.of(), Optional.empty(), Optional.empty(), List.of(), List.of());

    public Condition {
        rules = List.copyOf(rules);
        tags = List.copyOf(tags);
        validity = List.copyOf(validity);
        kinds = List.copyOf(kinds);
    }

    /** Whether it holds. */
    public boolean holds(Subject subject) {
        return (rules.isEmpty() || rules.contains(subject.rule()))
                && (tags.isEmpty() || !Collections.disjoint(tags, subject.tags()))
                && confidence
                        .map(least -> subject.confidence().compareTo(least) >= 0)
                        .orElse(true)
                && owner.map(owned -> owned == subject.owned()).orElse(true)
                && (validity.isEmpty() || validity.contains(subject.validity()))
                && takesAny(subject.kinds());
    }

    /** Whether objects of a kind are meant. */
    public boolean takes(String kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    private boolean takesAny(Set<String> present) {
        return kinds.isEmpty() || !Collections.disjoint(kinds, present);
    }
}
