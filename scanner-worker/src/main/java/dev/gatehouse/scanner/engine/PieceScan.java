package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.ObjectName;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at pieces: keywords by the automaton, matches by the rules' expressions. One for each depth of decoding. */
final class PieceScan implements Automaton.Hits {
    private static final int HINTS = 4096;

    private final Plan plan;
    private final ScanLimits limits;
    private final Budgets budgets;
    private final Results results;
    private final @Nullable Confirmation[] confirmations;
    private final int[] matchedTo;
    private final int[] rejectedAt;
    private final boolean[] awake;
    /** Grows with what a piece has: at most one for each two of its bytes. */
    private int[] hints = new int[HINTS];

    private int hintCount;
    private Piece piece = new Piece();
    private ObjectName name = ObjectName.of("none", "");
    private PathKind path = PathKind.PLAIN;
    private boolean[] applies = new boolean[0];
    private List<String> outer = List.of();

    PieceScan(Plan plan, ScanLimits limits, Budgets budgets, Results results) {
        this.plan = plan;
        this.limits = limits;
        this.budgets = budgets;
        this.results = results;
        int rules = plan.rules().size();
        confirmations = new @Nullable Confirmation[rules];
        matchedTo = new int[rules];
        rejectedAt = new int[rules];
        awake = new boolean[rules];
    }

    /**
     * Begins an object.
     *
     * @param applies for each rule, whether it is for this object
     * @param outer how the object itself is encoded
     */
    void begin(ObjectName name, PathKind path, boolean[] applies, List<String> outer) {
        this.name = name;
        this.path = path;
        this.applies = applies;
        this.outer = outer;
    }

    void scan(Piece next) {
        piece = next;
        hintCount = 0;
        Arrays.fill(matchedTo, 0);
        Arrays.fill(rejectedAt, -1);
        int reach = Math.min(next.length(), next.ownedEnd() + limits.overlapBytes() / 2);
        plan.keywords().run(next.bytes(), next.from(), reach, this);
        for (int rule : plan.always()) {
            awake[rule] = true;
        }
        for (int rule = 0; rule < awake.length; rule++) {
            if (awake[rule]) {
                awake[rule] = false;
                everywhere(rule);
            }
        }
    }

    /** Where escaped text may stand, in order. */
    int[] hints() {
        int[] sorted = Arrays.copyOf(hints, hintCount);
        Arrays.sort(sorted);
        return sorted;
    }

    @Override
    public boolean hit(int keyword, int start, int end) {
        if (start >= piece.ownedEnd()) {
            return true;
        }
        for (Plan.Try one : plan.tries(keyword)) {
            if (one.follow().passes(piece.bytes(), end, piece.length()) && !budgets.isStopped(one.rule())) {
                attempt(one, start);
            }
        }
        for (int rule : plan.wakes(keyword)) {
            awake[rule] = true;
        }
        if (plan.isHint(keyword)) {
            if (hintCount == hints.length) {
                hints = Arrays.copyOf(hints, 2 * hintCount);
            }
            hints[hintCount++] = start;
        }
        return !results.isFull();
    }

    private void attempt(Plan.Try one, int keyword) {
        int rule = one.rule();
        if (!applies[rule]) {
            return;
        }
        int last = keyword - one.least();
        for (int at = Math.max(keyword - one.most(), matchedTo[rule]); at <= last; at++) {
            if (at >= 0 && confirmed(rule, at, false)) {
                return;
            }
        }
    }

    /** Runs a rule over the whole piece. */
    private void everywhere(int rule) {
        int at = piece.from();
        while (applies[rule] && at < piece.ownedEnd() && !results.isFull() && !budgets.isStopped(rule)) {
            if (!confirmed(rule, at, true)) {
                return;
            }
            at = Math.max(at + 1, confirmation(rule).end(0));
        }
    }

    private Confirmation confirmation(int rule) {
        Confirmation confirmation = confirmations[rule];
        if (confirmation == null) {
            confirmation = plan.rule(rule).newConfirmation();
            confirmations[rule] = confirmation;
        }
        return confirmation;
    }

    private boolean confirmed(int rule, int at, boolean anywhere) {
        Text text = piece.text();
        long allowed = budgets.left(rule);
        text.allow(allowed);
        boolean matches = false;
        try {
            Confirmation confirmation = confirmation(rule);
            matches = anywhere
                    ? confirmation.find(text, at, piece.length())
                    : confirmation.at(text, at, Math.min(piece.length(), at + limits.overlapBytes()));
        } catch (Text.Overrun e) {
            budgets.use(rule, allowed);
            budgets.overrun(rule);
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            budgets.failed(rule, e);
        }
        budgets.use(rule, allowed - text.left());
        if (matches) {
            matched(plan.rule(rule), confirmation(rule), at, anywhere);
        }
        return matches;
    }

    private void matched(RulePlan rule, Confirmation confirmation, int at, boolean anywhere) {
        int group = secretGroup(rule, confirmation);
        int from = confirmation.start(group);
        int to = confirmation.end(group);
        int start = anywhere ? confirmation.start(0) : at;
        if (to <= from || start >= piece.ownedEnd() || rejectedAt[rule.index()] == from) {
            return;
        }
        int begin = rule.leadStart(piece.bytes(), 0, start);
        Match match = new Match(piece.text(), begin, confirmation.end(0), from, to);
        try {
            verdict(rule, match);
        } catch (RuntimeException | StackOverflowError e) {
            budgets.failed(rule.index(), e);
        }
    }

    private void verdict(RulePlan rule, Match match) {
        switch (rule.judge().judge(match, name, path, plan.everybody())) {
            case Judge.Verdict.Accepted accepted -> {
                matchedTo[rule.index()] = match.end();
                results.accept(piece, rule, match, accepted.confidence(), outer);
            }
            case Judge.Verdict.Rejected rejected -> {
                rejectedAt[rule.index()] = match.secretStart();
                results.reject(piece, rule, match, rejected.reason(), outer);
            }
        }
    }

    private static int secretGroup(RulePlan rule, Confirmation confirmation) {
        int group = rule.rule().judgement().secretGroup().orElse(0);
        if (group > 0) {
            return group <= confirmation.groups() && confirmation.start(group) >= 0 ? group : 0;
        }
        for (int i = 1; i <= confirmation.groups(); i++) {
            if (confirmation.start(i) >= 0 && confirmation.end(i) > confirmation.start(i)) {
                return i;
            }
        }
        return 0;
    }
}
