package dev.gatehouse.scanner.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Whether expressions are RE2's, where that is to be checked. */
final class Patterns {
    private static final int LONGEST = 100_000;

    private Patterns() {}

    static void check(String regex, String what, TomlTable table) {
        if (!table.checks()) {
            return;
        }
        if (regex.length() > LONGEST) {
            table.problem(what + " is longer than " + LONGEST + " characters");
            return;
        }
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            table.problem(what + " is none: " + e.getDescription());
        }
    }
}
