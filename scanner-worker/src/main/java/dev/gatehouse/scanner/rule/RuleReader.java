package dev.gatehouse.scanner.rule;

import dev.gatehouse.scanner.finding.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Reads one rule of a file. */
final class RuleReader {
    private static final Set<String> KEYS = Set.of(
            "id",
            "description",
            "regex",
            "path",
            "secretGroup",
            "entropy",
            "keywords",
            "tags",
            "allowlist",
            "allowlists",
            "skipReport",
            "required",
            "confidence",
            "checksum",
            "likelihood",
            "examples",
            "counterExamples");

    private final TomlTable table;
    private final Origin origin;
    private final Optional<Rule> base;

    private RuleReader(TomlTable table, Origin origin, Optional<Rule> base) {
        this.table = table;
        this.origin = origin;
        this.base = base;
    }

    /** A rule; what it doesn't say is as in the rule of the same id that it extends, if there is one. */
    static Optional<Rule> read(TomlTable table, Origin origin, RuleSet extended) {
        Optional<String> id = table.text("id");
        if (id.isEmpty() || id.get().isBlank()) {
            table.problem("a rule without an id");
            return Optional.empty();
        }
        TomlTable placed = table.at(table.where() + ": rule " + id.get());
        placed.only(KEYS);
        return new RuleReader(placed, origin, extended.find(id.get())).read(id.get());
    }

    private Optional<Rule> read(String id) {
        Optional<String> regex = table.text("regex").filter(text -> !text.isEmpty());
        Optional<String> path = table.text("path").filter(text -> !text.isEmpty());
        if (origin == Origin.USER) {
            regex.ifPresent(text -> Patterns.check(text, "its regex", table));
        }
        path.ifPresent(text -> Patterns.check(text, "its path", table));
        if (!table.tables("required").isEmpty()) {
            table.warn("required is not supported: the rule reports without what it requires");
        }
        if (table.flag("skipReport")) {
            table.warn("skipReport: the rule is left out");
            return Optional.empty();
        }
        if (regex.isEmpty() && path.isEmpty() && base.isEmpty()) {
            table.problem("it has neither a regex nor a path");
            return Optional.empty();
        }
        Rule rule = new Rule(
                id,
                table.text("description").or(() -> base.map(Rule::description)).orElse(""),
                regex.isPresent() ? origin : base.map(Rule::origin).orElse(origin),
                regex.or(() -> base.flatMap(Rule::regex)),
                joined(base.map(Rule::keywords), table.texts("keywords")),
                path.or(() -> base.flatMap(Rule::path)),
                judgement(),
                allowlists(),
                joined(base.map(Rule::tags), table.texts("tags")),
                new Samples(table.texts("examples"), table.texts("counterExamples")));
        if (table.checks()) {
            Anchoring.check(rule).ifPresent(table::problem);
        }
        return Optional.of(rule);
    }

    private static List<String> joined(Optional<List<String>> before, List<String> now) {
        List<String> all = new ArrayList<>(before.orElse(List.of()));
        now.stream().filter(word -> !word.isEmpty()).forEach(all::add);
        return all;
    }

    private List<Allowlist> allowlists() {
        List<Allowlist> all = new ArrayList<>(base.map(Rule::allowlists).orElse(List.of()));
        AllowlistReader.read(table).forEach(list -> all.add(list.list()));
        return all;
    }

    private Judgement judgement() {
        Optional<Judgement> before = base.map(Rule::judgement);
        OptionalInt group = table.count("secretGroup");
        OptionalDouble entropy = table.number("entropy");
        return new Judgement(
                group.isPresent() && group.getAsInt() > 0
                        ? group
                        : before.map(Judgement::secretGroup).orElse(OptionalInt.empty()),
                entropy.isPresent() ? entropy : before.map(Judgement::entropy).orElse(OptionalDouble.empty()),
                table.flag("likelihood") || before.map(Judgement::likelihood).orElse(false),
                table.text("checksum").or(() -> before.flatMap(Judgement::checksum)),
                confidence().or(() -> before.map(Judgement::confidence)).orElse(Confidence.MEDIUM));
    }

    private Optional<Confidence> confidence() {
        Optional<String> word = table.text("confidence");
        Optional<Confidence> confidence = word.flatMap(Confidence::of);
        if (word.isPresent() && confidence.isEmpty()) {
            table.problem("its confidence is none of high, medium, low");
        }
        return confidence;
    }
}
