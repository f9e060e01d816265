package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.rule.Origin;
import dev.gatehouse.scanner.rule.Rule;
import java.util.List;

/** Decides what becomes of a rule's match. Immutable. */
final class Judge {
    /** What stands in a line whose findings are wanted. */
    private static final Automaton INLINE_ALLOW = new Automaton(List.of("gitleaks:allow", "gatehouse:allow"));

    private final Rule rule;
    private final AllowlistPlan allowlists;
    private final Checksum checksum;

    Judge(Rule rule, AllowlistPlan allowlists) {
        this.rule = rule;
        this.allowlists = allowlists;
        checksum = rule.judgement().checksum().map(Checksum::named).orElse(Checksum.NONE);
    }

    /** What becomes of a match. */
    sealed interface Verdict {
        /** A finding. */
        record Accepted(Confidence confidence) implements Verdict {}

        /** None. */
        record Rejected(String reason) implements Verdict {}
    }

    Verdict judge(Match match, ObjectName name, PathKind path, AllowlistPlan everybody) {
        byte[] bytes = match.text().bytes();
        int from = match.secretStart();
        int to = match.secretEnd();
        double least = rule.judgement().entropy().orElse(0);
        if (least > 0 && Entropy.of(bytes, from, to) < least) {
            return new Verdict.Rejected("its entropy is below " + least);
        }
        if (rule.origin() == Origin.SHIPPED && Placeholder.is(bytes, from, to)) {
            return new Verdict.Rejected("it is a placeholder");
        }
        if (rule.judgement().likelihood()) {
            String unlikely = TokenLikelihood.whyNot(bytes, match.start(), from, to);
            if (!unlikely.isEmpty()) {
                return new Verdict.Rejected(unlikely);
            }
        }
        String allowed = allowlists.allows(match, name);
        if (allowed == null) {
            allowed = everybody.allows(match, name);
        }
        if (allowed != null) {
            return new Verdict.Rejected(allowed);
        }
        return isAllowedInline(match)
                ? new Verdict.Rejected("the line allows it")
                : new Verdict.Accepted(confidence(bytes, from, to, path));
    }

    private Confidence confidence(byte[] bytes, int from, int to, PathKind path) {
        if (checksum.holds(bytes, from, to)) {
            return Confidence.HIGH;
        }
        Confidence confidence = rule.judgement().confidence();
        return path == PathKind.PLAIN ? confidence : confidence.lowered();
    }

    private static boolean isAllowedInline(Match match) {
        int[] line = match.line();
        boolean[] found = new boolean[1];
        INLINE_ALLOW.run(match.text().bytes(), line[0], line[1], (word, start, end) -> {
            found[0] = true;
            return false;
        });
        return found[0];
    }
}
