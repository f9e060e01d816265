package dev.gatehouse.scanner.rule;

import java.util.List;

/** Rules that can't be used. The message has a line for each problem: the file, the rule and what is wrong. */
public final class InvalidRules extends RuntimeException {
    private final List<String> problems;

    public InvalidRules(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, one line each. */
    public List<String> problems() {
        return problems;
    }
}
