package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.rule.Allowlist;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Allowlists made ready. Immutable. */
final class AllowlistPlan {
    private static final long BUDGET = 10_000_000;

    private final List<One> lists;

    private AllowlistPlan(List<One> lists) {
        this.lists = lists;
    }

    static AllowlistPlan of(List<Allowlist> lists) {
        return new AllowlistPlan(lists.stream().map(One::new).toList());
    }

    /** Makes plans; what many rules share is made ready once. */
    static final class Maker {
        private final Map<Allowlist, One> made = new HashMap<>();

        AllowlistPlan of(List<Allowlist> lists) {
            return new AllowlistPlan(lists.stream()
                    .map(list -> made.computeIfAbsent(list, One::new))
                    .toList());
        }
    }

    /** Why nothing in an object is to be found, if an allowlist says so by the object's name alone. */
    Optional<String> excludes(ObjectName name) {
        return lists.stream().filter(one -> one.excludes(name)).findFirst().map(One::reason);
    }

    /** Why a match is none, if an allowlist says so. */
    @Nullable
    String allows(Match match, ObjectName name) {
        for (One one : lists) {
            if (one.allows(match, name)) {
                return one.reason();
            }
        }
        return null;
    }

    private static final class One {
        private final Allowlist list;
        private final List<LazyPattern> regexes;
        private final List<LazyPattern> paths;
        private final Automaton stopwords;

        One(Allowlist list) {
            this.list = list;
            regexes = list.regexes().stream().map(LazyPattern::new).toList();
            paths = list.paths().stream().map(LazyPattern::new).toList();
            stopwords = new Automaton(list.stopwords().stream()
                    .map(word -> new String(
                            word.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
                            StandardCharsets.ISO_8859_1))
                    .filter(word -> !word.isEmpty())
                    .toList());
        }

        String reason() {
            return list.description().isEmpty() ? "an allowlist" : "allowlist: " + list.description();
        }

        boolean excludes(ObjectName name) {
            boolean only = regexes.isEmpty() && list.stopwords().isEmpty();
            return (only || list.condition() == Allowlist.Condition.OR) && named(name);
        }

        /** Whether the tests of the object's name hold: one, or each kind that there is. */
        private boolean named(ObjectName name) {
            boolean path = pathMatches(name);
            boolean commit = name.version().filter(list.commits()::contains).isPresent();
            return list.condition() == Allowlist.Condition.OR
                    ? path || commit
                    : (path || paths.isEmpty())
                            && (commit || list.commits().isEmpty())
                            && !(paths.isEmpty() && list.commits().isEmpty());
        }

        private boolean pathMatches(ObjectName name) {
            return paths.stream()
                    .anyMatch(path -> path.get().matcher(name.path()).find()
                            || path.get().matcher(name.innerPath()).find());
        }

        boolean allows(Match match, ObjectName name) {
            if (list.condition() == Allowlist.Condition.OR) {
                return named(name) || regexMatches(match) || hasStopword(match);
            }
            return ((paths.isEmpty() && list.commits().isEmpty()) || named(name))
                    && (regexes.isEmpty() || regexMatches(match))
                    && (list.stopwords().isEmpty() || hasStopword(match));
        }

        private boolean regexMatches(Match match) {
            if (regexes.isEmpty()) {
                return false;
            }
            int[] target = switch (list.target()) {
                case SECRET -> new int[] {match.secretStart(), match.secretEnd()};
                case MATCH -> new int[] {match.start(), match.end()};
                case LINE -> match.line();
            };
            match.text().allow(BUDGET);
            TextWindow window = new TextWindow(match.text()).set(target[0], target[1]);
            return regexes.stream()
                    .anyMatch(regex -> regex.get().matcher(window).find());
        }

        private boolean hasStopword(Match match) {
            boolean[] found = new boolean[1];
            stopwords.run(match.text().bytes(), match.secretStart(), match.secretEnd(), (word, start, end) -> {
                found[0] = true;
                return false;
            });
            return found[0];
        }
    }
}
