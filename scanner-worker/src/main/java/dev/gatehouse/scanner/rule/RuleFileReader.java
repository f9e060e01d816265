package dev.gatehouse.scanner.rule;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a rule file and those that it extends. */
final class RuleFileReader {
    private static final Set<String> KEYS =
            Set.of("title", "description", "version", "minVersion", "extend", "rules", "allowlist", "allowlists");
    private static final Set<String> EXTEND_KEYS = Set.of("path", "url", "useDefault", "disabledRules");
    private static final int MAX_EXTENDED = 5;
    private static final TomlMapper TOML = new TomlMapper();

    private final RuleFile.Source source;
    private final TomlTable.Notes notes;

    private RuleFileReader(RuleFile.Source source, TomlTable.Notes notes) {
        this.source = source;
        this.notes = notes;
    }

    /** A reader that checks every expression. */
    static RuleFileReader checking(RuleFile.Source source) {
        return new RuleFileReader(source, new TomlTable.Notes(true));
    }

    /** A reader of files whose expressions were checked before they were packaged: what a start would pay for again. */
    static RuleFileReader trusting() {
        return new RuleFileReader(RuleFile.Source.NONE, new TomlTable.Notes(false));
    }

    LoadedRules load(RuleFile file) {
        RuleSet rules = read(file, 0);
        if (!notes.problems().isEmpty()) {
            throw new InvalidRules(notes.problems());
        }
        return new LoadedRules(rules, notes.warnings());
    }

    private RuleSet read(RuleFile file, int depth) {
        Optional<TomlTable> parsed = parse(file);
        if (parsed.isEmpty()) {
            return RuleSet.of(List.of(), List.of());
        }
        TomlTable table = parsed.get();
        table.only(KEYS);
        RuleSet extended = extended(table, depth);
        List<Rule> own = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (TomlTable rule : table.tables("rules")) {
            RuleReader.read(rule, file.origin(), extended).ifPresent(one -> {
                if (ids.add(one.id())) {
                    own.add(one);
                } else {
                    table.problem("two rules have the id " + one.id());
                }
            });
        }
        List<AllowlistReader.Targeted> lists = AllowlistReader.read(table);
        return targeted(extended.with(RuleSet.of(own, everybodys(lists))), lists, table);
    }

    private Optional<TomlTable> parse(RuleFile file) {
        try {
            JsonNode root = TOML.readTree(file.text());
            return Optional.of(new TomlTable(root, file.name(), notes));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            notes.problems().add(file.name() + ": it is no TOML: " + e.getOriginalMessage() + place);
            return Optional.empty();
        }
    }

    private RuleSet extended(TomlTable table, int depth) {
        RuleSet rules = RuleSet.of(List.of(), List.of());
        for (TomlTable extend : table.tables("extend")) {
            extend.only(EXTEND_KEYS);
            if (extend.text("url").isPresent()) {
                extend.problem("[extend] url is not supported: rules are read from files only");
            }
            if (depth >= MAX_EXTENDED) {
                extend.problem("more than " + MAX_EXTENDED + " files extend one another");
                return rules;
            }
            if (extend.flag("useDefault")) {
                rules = rules.with(RuleFile.loadShipped().rules());
            }
            Optional<String> path = extend.text("path").filter(text -> !text.isEmpty());
            if (path.isPresent()) {
                rules = rules.with(extendedFile(path.get(), extend, depth));
            }
            rules = without(rules, extend.texts("disabledRules"), extend);
        }
        return rules;
    }

    private RuleSet extendedFile(String path, TomlTable extend, int depth) {
        try {
            return read(new RuleFile(path, source.read(path), Origin.USER), depth + 1);
        } catch (IOException e) {
            extend.problem("[extend] path " + path + " can't be read: " + e.getMessage());
            return RuleSet.of(List.of(), List.of());
        }
    }

    private static RuleSet without(RuleSet rules, List<String> disabled, TomlTable extend) {
        disabled.stream()
                .filter(id -> rules.find(id).isEmpty())
                .forEach(id -> extend.warn("disabledRules names " + id + ", which is no rule"));
        return RuleSet.of(
                rules.rules().stream()
                        .filter(rule -> !disabled.contains(rule.id()))
                        .toList(),
                rules.allowlists());
    }

    private static List<Allowlist> everybodys(List<AllowlistReader.Targeted> lists) {
        return lists.stream()
                .filter(list -> list.targetRules().isEmpty())
                .map(AllowlistReader.Targeted::list)
                .toList();
    }

    private static RuleSet targeted(RuleSet rules, List<AllowlistReader.Targeted> lists, TomlTable table) {
        for (AllowlistReader.Targeted list : lists) {
            list.targetRules().stream()
                    .filter(id -> rules.find(id).isEmpty())
                    .forEach(id -> table.warn("targetRules names " + id + ", which is no rule"));
        }
        List<Rule> with = rules.rules().stream()
                .map(rule -> rule.withAllowlists(lists.stream()
                        .filter(list -> list.targetRules().contains(rule.id()))
                        .map(AllowlistReader.Targeted::list)
                        .toList()))
                .toList();
        return RuleSet.of(with, rules.allowlists());
    }
}
