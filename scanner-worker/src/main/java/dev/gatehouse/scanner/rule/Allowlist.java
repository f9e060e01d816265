package dev.gatehouse.scanner.rule;

import java.util.List;
import java.util.Set;

/**
 * What is no finding although a rule matches; gitleaks' form.
 *
 * @param description for people; may be empty
 * @param condition whether one or all of the kinds of test below must hold; kinds that are empty don't count
 * @param target what the expressions look at
 * @param regexes expressions in RE2's syntax, found anywhere in the target
 * @param paths expressions in RE2's syntax, found anywhere in the object's path
 * @param stopwords words that stand in the secret, in any case
 * @param commits versions of objects, whole
 */
public record Allowlist(
        String description,
        Condition condition,
        Target target,
        List<String> regexes,
        List<String> paths,
        List<String> stopwords,
        Set<String> commits) {
    /** How the kinds of test are joined. */
    public enum Condition {
        /** One is enough. */
        OR,
        /** All must hold. */
        AND
    }

    /** What expressions look at. */
    public enum Target {
        /** The secret. */
        SECRET,
        /** All that the rule matched. */
        MATCH,
        /** The lines that the match stands in, to a limit. */
        LINE
    }

    public Allowlist {
        regexes = List.copyOf(regexes);
        paths = List.copyOf(paths);
        stopwords = List.copyOf(stopwords);
        commits = Set.copyOf(commits);
        if (regexes.isEmpty() && paths.isEmpty() && stopwords.isEmpty() && commits.isEmpty()) {
            throw new IllegalArgumentException(
                    "an allowlist has at least one of regexes, paths, stopwords and commits");
        }
    }
}
