package dev.gatehouse.scanner.bench;

import dev.gatehouse.scanner.rule.RuleFile;
import java.util.List;

/** Prints the shipped rules' keywords, one a line, for other programs to look for. */
public final class RuleKeywords {
    private RuleKeywords() {}

    /** Runs it. */
    public static void main(String[] args) {
        RuleFile.loadShipped().rules().rules().stream()
                .flatMap(rule -> rule.keywords().stream())
                .filter(word -> !word.isBlank() && List.of(word.split("\n", -1)).size() == 1)
                .distinct()
                .sorted()
                .forEach(System.out::println);
    }
}
