package dev.gatehouse.scanner.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules that run together, with the allowlists that hold for all of them. Immutable. */
public final class RuleSet {
    private final Map<String, Rule> rules;
    private final List<Allowlist> allowlists;
    private final boolean shipped;

    private RuleSet(Map<String, Rule> rules, List<Allowlist> allowlists, boolean shipped) {
        this.rules = rules;
        this.allowlists = allowlists;
        this.shipped = shipped;
    }

    /**
     * A set of rules.
     *
     * @throws InvalidRules two have one id
     */
    public static RuleSet of(List<Rule> rules, List<Allowlist> allowlists) {
        Map<String, Rule> byId = new LinkedHashMap<>();
        for (Rule rule : rules) {
            if (byId.putIfAbsent(rule.id(), rule) != null) {
                throw new InvalidRules(List.of("two rules have the id " + rule.id()));
            }
        }
        return new RuleSet(byId, List.copyOf(allowlists), false);
    }

    /** This set, known as the one that is packaged. */
    RuleSet asShipped() {
        return new RuleSet(rules, allowlists, true);
    }

    /** Whether it is the packaged set, unchanged, which is made ready once for all. */
    public boolean isShipped() {
        return shipped;
    }

    /** The rules, in the order of their files. */
    public List<Rule> rules() {
        return List.copyOf(rules.values());
    }

    /** The allowlists that hold for every rule. */
    public List<Allowlist> allowlists() {
        return allowlists;
    }

    /** The rule of an id. */
    public Optional<Rule> find(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** The version of all that the set finds: it changes when a rule or an allowlist does. */
    public RuleVersion version() {
        List<String> parts = new ArrayList<>();
        rules.values().forEach(rule -> parts.add(rule.version().text()));
        allowlists.forEach(allowlist -> parts.add(Rule.content(allowlist)));
        return RuleVersion.of(parts);
    }

    /** This set and another's rules and allowlists; of two rules with one id, the other's. */
    public RuleSet with(RuleSet other) {
        Map<String, Rule> both = new LinkedHashMap<>(rules);
        both.putAll(other.rules);
        List<Allowlist> lists = new ArrayList<>(allowlists);
        lists.addAll(other.allowlists);
        return new RuleSet(both, List.copyOf(lists), false);
    }
}
