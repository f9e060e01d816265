package dev.gatehouse.audit.detect.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rules that run together. Immutable, safe for use by many threads. */
public final class RuleSet {
    private final Map<UUID, SigmaRule> rules = new LinkedHashMap<>();
    private final Map<String, SigmaRule> byName = new HashMap<>();
    private final Map<UUID, List<SigmaRule>> counted = new HashMap<>();
    private final Map<LogSource, RuleIndex> indexes = new EnumMap<>(LogSource.class);

    private RuleSet() {}

    /**
     * A rule of which an event is one, and what follows from that.
     *
     * @param rule a rule about single events
     * @param raises whether it is raised itself: not where it only feeds correlations
     * @param counted the correlations that count its events
     */
    public record Active(SigmaRule rule, EventBody body, boolean raises, List<SigmaRule> counted) {
        public Active {
            counted = List.copyOf(counted);
        }
    }

    /**
     * The rules as a set.
     *
     * @throws InvalidRule two have the same id or name, or a correlation names a rule that is not there or is a correlation
     */
    public static RuleSet of(List<SigmaRule> rules) {
        RuleSet set = new RuleSet();
        rules.forEach(set::add);
        set.counted.putAll(set.correlations());
        Map<LogSource, List<Active>> active = new EnumMap<>(LogSource.class);
        for (SigmaRule rule : rules) {
            if (rule.body() instanceof EventBody body) {
                List<SigmaRule> by = set.counted.getOrDefault(rule.id(), List.of());
                active.computeIfAbsent(body.source(), source -> new ArrayList<>())
                        .add(new Active(rule, body, raises(by), by));
            }
        }
        active.forEach((source, of) -> set.indexes.put(source, new RuleIndex(source.keys(), of)));
        return set;
    }

    private static boolean raises(List<SigmaRule> counted) {
        return counted.stream()
                .allMatch(rule -> rule.body() instanceof SigmaRule.Correlation correlation && correlation.generate());
    }

    private void add(SigmaRule rule) {
        if (rules.put(rule.id(), rule) != null) {
            throw new InvalidRule("two rules have the id " + rule.id());
        }
        rule.name().ifPresent(name -> {
            if (byName.put(name, rule) != null) {
                throw new InvalidRule("two rules have the name " + RuleNode.shown(name));
            }
        });
    }

    private Map<UUID, List<SigmaRule>> correlations() {
        Map<UUID, List<SigmaRule>> counted = new HashMap<>();
        for (SigmaRule rule : rules.values()) {
            for (SigmaRule base : bases(rule)) {
                counted.computeIfAbsent(base.id(), id -> new ArrayList<>()).add(rule);
            }
        }
        return counted;
    }

    /** The rules that a correlation counts, each once; none for another rule. */
    public List<SigmaRule> bases(SigmaRule rule) {
        return switch (rule.body()) {
            case EventBody body -> List.of();
            case SigmaRule.Correlation correlation ->
                correlation.rules().stream()
                        .map(name -> base(rule, name))
                        .distinct()
                        .toList();
        };
    }

    private SigmaRule base(SigmaRule correlation, String name) {
        SigmaRule base = byName.containsKey(name) ? byName.get(name) : byId(name);
        if (base == null || !(base.body() instanceof EventBody)) {
            throw new InvalidRule("the correlation " + correlation.id() + " names " + RuleNode.shown(name)
                    + ", which is no rule about single events");
        }
        return base;
    }

    private @Nullable SigmaRule byId(String text) {
        try {
            return rules.get(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    /** All rules, in the order in which they were given. */
    public List<SigmaRule> rules() {
        return List.copyOf(rules.values());
    }

    /** The rule of an id. */
    public Optional<SigmaRule> find(UUID id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** Whether a rule is one of the set and raised itself, and does not only feed correlations. */
    public boolean isRaised(UUID id) {
        return rules.containsKey(id) && raises(counted.getOrDefault(id, List.of()));
    }

    /** The rules about single events of which this event is one, in their order. */
    public List<Active> match(LogSource source, JsonNode event) {
        RuleIndex index = indexes.get(source);
        return index == null ? List.of() : index.match(event);
    }
}
