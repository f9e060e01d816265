package dev.gatehouse.scanner.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads allowlists: {@code [allowlist]}, {@code [[allowlists]]}, of a file or a rule. */
final class AllowlistReader {
    private static final Set<String> KEYS = Set.of(
            "id", "description", "condition", "regexTarget", "regexes", "paths", "stopwords", "commits", "targetRules");

    private AllowlistReader() {}

    /**
     * An allowlist and whom it is for.
     *
     * @param targetRules the rules' ids; empty: all of the file or the rule that it stands in
     */
    record Targeted(Allowlist list, List<String> targetRules) {}

    static List<Targeted> read(TomlTable table) {
        List<TomlTable> tables = new ArrayList<>(table.tables("allowlist"));
        tables.addAll(table.tables("allowlists"));
        List<Targeted> lists = new ArrayList<>();
        for (TomlTable one : tables) {
            one.only(KEYS);
            readOne(one).ifPresent(list -> lists.add(new Targeted(list, one.texts("targetRules"))));
        }
        return lists;
    }

    private static Optional<Allowlist> readOne(TomlTable table) {
        List<String> regexes = table.texts("regexes");
        List<String> paths = table.texts("paths");
        regexes.forEach(regex -> Patterns.check(regex, "an allowlist's regex", table));
        paths.forEach(path -> Patterns.check(path, "an allowlist's path", table));
        try {
            return Optional.of(new Allowlist(
                    table.text("description").orElse(""),
                    condition(table),
                    target(table),
                    regexes,
                    paths,
                    table.texts("stopwords"),
                    new HashSet<>(table.texts("commits"))));
        } catch (IllegalArgumentException e) {
            table.problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static Allowlist.Condition condition(TomlTable table) {
        String word = table.text("condition").orElse("OR").toUpperCase(Locale.ROOT);
        return switch (word) {
            case "OR", "||", "" -> Allowlist.Condition.OR;
            case "AND", "&&" -> Allowlist.Condition.AND;
            default -> {
                table.problem("an allowlist's condition is OR or AND");
                yield Allowlist.Condition.OR;
            }
        };
    }

    private static Allowlist.Target target(TomlTable table) {
        return switch (table.text("regexTarget").orElse("secret").toLowerCase(Locale.ROOT)) {
            case "secret", "" -> Allowlist.Target.SECRET;
            case "match" -> Allowlist.Target.MATCH;
            case "line" -> Allowlist.Target.LINE;
            default -> {
                table.problem("an allowlist's regexTarget is secret, match or line");
                yield Allowlist.Target.SECRET;
            }
        };
    }
}
