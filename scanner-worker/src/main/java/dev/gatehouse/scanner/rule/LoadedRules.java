package dev.gatehouse.scanner.rule;

import java.util.List;

/**
 * Rules out of files.
 *
 * @param rules the rules
 * @param warnings what was passed over, a line each, with file and rule; to be shown to people
 */
public record LoadedRules(RuleSet rules, List<String> warnings) {
    public LoadedRules {
        warnings = List.copyOf(warnings);
    }
}
