package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.detect.sigma.InvalidRule;
import dev.gatehouse.audit.detect.sigma.RuleSet;
import dev.gatehouse.audit.detect.sigma.SigmaParser;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All rules that the service knows, whether they run or not, with the files that they stand in. Immutable. */
public final class RuleCatalog {
    private final Map<UUID, Entry> entries;
    private final RuleSet active;

    private RuleCatalog(Map<UUID, Entry> entries, RuleSet active) {
        this.entries = entries;
        this.active = active;
    }

    /** What becomes of a rule. */
    public enum State {
        /** It is raised. */
        ACTIVE("active"),
        /** It is not raised itself; a correlation counts its events. */
        COUNTED("counted"),
        /** It does not run. */
        DISABLED("disabled");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** What stands in JSON. */
        public String word() {
            return word;
        }
    }

    /**
     * A rule of the catalog.
     *
     * @param rule the rule
     * @param file where it stands
     * @param state what becomes of it
     */
    public record Entry(SigmaRule rule, RuleFile file, State state) {}

    /**
     * The rules of files.
     *
     * @param disabled the ids of those that do not run
     * @throws InvalidRule some are no rules or don't go together; the message names each file, line and construct
     */
    public static RuleCatalog of(List<RuleFile> files, Set<UUID> disabled) {
        Map<UUID, Parsed> parsed = parsed(files);
        for (UUID id : disabled) {
            if (!parsed.containsKey(id)) {
                throw new InvalidRule("there is no rule " + id + " that could be disabled");
            }
        }
        List<SigmaRule> all = parsed.values().stream().map(Parsed::rule).toList();
        RuleSet active = RuleSet.of(
                all.stream().filter(rule -> !disabled.contains(rule.id())).toList());
        Map<UUID, Entry> entries = new LinkedHashMap<>();
        parsed.forEach((id, one) -> entries.put(id, new Entry(one.rule(), one.file(), state(id, disabled, active))));
        return new RuleCatalog(entries, active);
    }

    private record Parsed(SigmaRule rule, RuleFile file) {}

    private static Map<UUID, Parsed> parsed(List<RuleFile> files) {
        Map<UUID, Parsed> parsed = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (RuleFile file : files) {
            List<InvalidRule> wrong = SigmaParser.problems(file.yaml().copy());
            wrong.forEach(problem -> problems.add(file.name() + ": " + problem.getMessage()));
            if (wrong.isEmpty()) {
                SigmaRule rule = SigmaParser.parse(file.yaml().copy());
                Parsed other = parsed.putIfAbsent(rule.id(), new Parsed(rule, file));
                if (other != null) {
                    problems.add(file.name() + ": has the id of the rule in "
                            + other.file().name());
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidRule(String.join("\n    ", problems));
        }
        return parsed;
    }

    private static State state(UUID id, Set<UUID> disabled, RuleSet active) {
        if (disabled.contains(id)) {
            return State.DISABLED;
        }
        return active.isRaised(id) ? State.ACTIVE : State.COUNTED;
    }

    /** The rules that run. */
    public RuleSet active() {
        return active;
    }

    /** All rules, the shipped ones first. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** The rule of an id. */
    public Optional<Entry> find(UUID id) {
        return Optional.ofNullable(entries.get(id));
    }

    /**
     * A rule with those that it may count: all of the catalog's about single events, run or not. It takes the place of one
     * of the same id or name.
     *
     * @throws InvalidRule it counts a rule that is not there
     */
    public RuleSet with(SigmaRule rule) {
        List<SigmaRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        rule.name().ifPresent(names::add);
        entries.values().stream()
                .map(Entry::rule)
                .filter(other -> !other.id().equals(rule.id()))
                .filter(other -> isBase(other)
                        && names.add(other.name().orElse(other.id().toString())))
                .forEach(rules::add);
        rules.add(rule);
        return RuleSet.of(rules);
    }

    private static boolean isBase(SigmaRule rule) {
        return !(rule.body() instanceof SigmaRule.Correlation);
    }
}
