package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.rule.InvalidRules;
import dev.gatehouse.scanner.rule.Origin;
import dev.gatehouse.scanner.rule.Rule;
import dev.gatehouse.scanner.rule.RuleSet;
import dev.gatehouse.scanner.rule.regex.Follow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rules made ready to run: one automaton for their keywords, and what each keyword sets off. Immutable. */
final class Plan {
    /** A rule to be tried where a keyword stands. */
    record Try(int rule, int least, int most, FollowCheck follow) {}

    private final List<RulePlan> rules;
    private final AllowlistPlan everybody;
    private final Keywords keywords;
    private final Try[][] tries;
    private final int[][] wakes;
    private final boolean[] hints;
    private final int[] always;

    private Plan(List<RulePlan> rules, AllowlistPlan everybody) {
        this.rules = rules;
        this.everybody = everybody;
        Map<String, List<Try>> byKeyword = new LinkedHashMap<>();
        Map<String, List<Integer>> wakesByKeyword = new LinkedHashMap<>();
        Map<Follow, FollowCheck> checks = new HashMap<>();
        List<Integer> withoutKeyword = new ArrayList<>();
        for (RulePlan plan : rules) {
            if (plan.isAnchored()) {
                plan.anchors()
                        .forEach(anchor -> byKeyword
                                .computeIfAbsent(anchor.keyword(), word -> new ArrayList<>())
                                .add(new Try(
                                        plan.index(),
                                        anchor.least(),
                                        anchor.most(),
                                        checks.computeIfAbsent(anchor.follow(), FollowCheck::new))));
            } else if (plan.rule().regex().isPresent() && plan.rule().keywords().isEmpty()) {
                withoutKeyword.add(plan.index());
            } else if (plan.rule().regex().isPresent()) {
                plan.rule()
                        .keywords()
                        .forEach(word -> wakesByKeyword
                                .computeIfAbsent(bytesOf(word), any -> new ArrayList<>())
                                .add(plan.index()));
            }
        }
        List<String> words = new ArrayList<>(byKeyword.keySet());
        wakesByKeyword.keySet().stream()
                .filter(word -> !byKeyword.containsKey(word))
                .forEach(words::add);
        EscapedText.HINTS.stream().filter(word -> !words.contains(word)).forEach(words::add);
        keywords = new Keywords(words);
        tries = words.stream()
                .map(word -> byKeyword.getOrDefault(word, List.of()).toArray(Try[]::new))
                .toArray(Try[][]::new);
        wakes = words.stream()
                .map(word -> ints(wakesByKeyword.getOrDefault(word, List.of())))
                .toArray(int[][]::new);
        hints = new boolean[words.size()];
        for (int i = 0; i < hints.length; i++) {
            hints[i] = EscapedText.HINTS.contains(words.get(i));
        }
        always = ints(withoutKeyword);
    }

    /** Keywords are matched as bytes: one beyond ASCII stands for its UTF-8. */
    private static String bytesOf(String word) {
        return new String(
                word.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The plan of some rules.
     *
     * @throws InvalidRules a shipped rule has no anchor
     */
    static Plan of(RuleSet set) {
        List<RulePlan> plans = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        AllowlistPlan.Maker maker = new AllowlistPlan.Maker();
        for (Rule rule : set.rules()) {
            RulePlan plan = new RulePlan(plans.size(), rule, new Judge(rule, maker.of(rule.allowlists())));
            plans.add(plan);
            if (rule.origin() == Origin.SHIPPED && rule.regex().isPresent() && !plan.isAnchored()) {
                problems.add("rule " + rule.id() + ": no keyword stands in every match, near its beginning");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidRules(problems);
        }
        return new Plan(List.copyOf(plans), AllowlistPlan.of(set.allowlists()));
    }

    List<RulePlan> rules() {
        return rules;
    }

    RulePlan rule(int index) {
        return rules.get(index);
    }

    AllowlistPlan everybody() {
        return everybody;
    }

    Keywords keywords() {
        return keywords;
    }

    /** The rules to be tried where a keyword stands. */
    Try[] tries(int keyword) {
        return tries[keyword];
    }

    /** The rules that run over the whole piece since a keyword stands in it. */
    int[] wakes(int keyword) {
        return wakes[keyword];
    }

    /** Whether a keyword hints at escaped text. */
    boolean isHint(int keyword) {
        return hints[keyword];
    }

    /** The rules that run over every piece. */
    int[] always() {
        return always;
    }
}
