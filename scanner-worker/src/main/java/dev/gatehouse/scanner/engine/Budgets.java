package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.Gap;
import dev.gatehouse.scanner.rule.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What each rule has used up of its work for an object, and what was left out for lack of it. */
final class Budgets {
    /** All rules together may use so many times what one may. */
    private static final int TOGETHER = 32;
    /** An expression on the linear engine may look at so many times more: it looks often, but never again and again. */
    private static final int LINEAR = 16;

    private final Plan plan;
    private final ScanLimits limits;
    private final long[] used;
    private final boolean[] stopped;
    private final List<Gap> gaps = new ArrayList<>();
    private long usedTogether;
    private long bytes;
    private long decoded;
    private boolean decodingCapped;
    private boolean allStopped;

    Budgets(Plan plan, ScanLimits limits) {
        this.plan = plan;
        this.limits = limits;
        used = new long[plan.rules().size()];
        stopped = new boolean[used.length];
    }

    void begin() {
        Arrays.fill(used, 0);
        Arrays.fill(stopped, false);
        gaps.clear();
        usedTogether = 0;
        bytes = 0;
        decoded = 0;
        decodingCapped = false;
        allStopped = false;
    }

    /** More of the object was read. */
    void read(long more) {
        bytes += more;
    }

    long bytes() {
        return bytes;
    }

    List<Gap> gaps() {
        return gaps;
    }

    void gap(Gap gap) {
        gaps.add(gap);
    }

    boolean isStopped(int rule) {
        return allStopped || stopped[rule];
    }

    private long allowance() {
        return limits.budgetFactor() * bytes + limits.budgetFloor();
    }

    private long allowance(int rule) {
        return plan.rule(rule).rule().origin() == Origin.USER ? LINEAR * allowance() : allowance();
    }

    /** How many characters a rule may look at now. */
    long left(int rule) {
        return Math.min(allowance(rule) - used[rule], TOGETHER * allowance() - usedTogether);
    }

    void use(int rule, long characters) {
        used[rule] += characters;
        usedTogether += characters;
    }

    /** A rule has no budget left, or all together have none. */
    void overrun(int rule) {
        if (used[rule] >= allowance(rule)) {
            stop(rule, Gap.Kind.RULE_BUDGET, "it used its " + allowance(rule) + " characters of work");
        } else if (!allStopped) {
            allStopped = true;
            gaps.add(Gap.of(
                    Gap.Kind.RULE_BUDGET, "all rules used their " + TOGETHER * allowance() + " characters of work"));
        }
    }

    /** A rule failed in itself; it is left out of the rest of the object. */
    void failed(int rule, Throwable failure) {
        stop(rule, Gap.Kind.RULE_FAILED, failure.getClass().getSimpleName());
    }

    private void stop(int rule, Gap.Kind kind, String detail) {
        if (!stopped[rule]) {
            stopped[rule] = true;
            gaps.add(Gap.ofRule(kind, plan.rule(rule).rule().id(), detail));
        }
    }

    /** Whether so many bytes may be decoded. */
    boolean mayDecode(int more) {
        long most = limits.decodeFactor() * bytes + limits.overlapBytes();
        if (decoded + more > most) {
            if (!decodingCapped) {
                decodingCapped = true;
                gaps.add(Gap.of(Gap.Kind.DECODING_CAPPED, "more than " + most + " bytes would have been decoded"));
            }
            return false;
        }
        decoded += more;
        return true;
    }
}
