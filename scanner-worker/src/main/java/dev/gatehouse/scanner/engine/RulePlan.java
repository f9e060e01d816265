package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.rule.Origin;
import dev.gatehouse.scanner.rule.Rule;
import dev.gatehouse.scanner.rule.regex.Anchor;
import dev.gatehouse.scanner.rule.regex.ByteClass;
import dev.gatehouse.scanner.rule.regex.Expression;
import dev.gatehouse.scanner.rule.regex.UnsupportedRegex;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rule made ready. Its expression is compiled when it is first needed, since most rules never are. */
final class RulePlan {
    private final int index;
    private final Rule rule;
    private final Optional<Expression> expression;
    private final Judge judge;
    private final boolean[] lead;
    private volatile @Nullable Pattern fast;
    private volatile @Nullable LinearPattern linear;

    RulePlan(int index, Rule rule, Judge judge) {
        this.index = index;
        this.rule = rule;
        this.judge = judge;
        expression = rule.regex().flatMap(regex -> expression(rule, regex));
        lead = expression.map(Expression::lead).orElse(ByteClass.NONE).table();
    }

    private static Optional<Expression> expression(Rule rule, String regex) {
        try {
            return Optional.of(Expression.of(
                    regex, rule.keywords(), rule.judgement().secretGroup().orElse(0)));
        } catch (UnsupportedRegex e) {
            return Optional.empty();
        }
    }

    int index() {
        return index;
    }

    Rule rule() {
        return rule;
    }

    Judge judge() {
        return judge;
    }

    /** Where to try it; empty: it runs over whole pieces, if a keyword stands anywhere. */
    List<Anchor> anchors() {
        return expression.map(Expression::anchors).orElse(List.of());
    }

    boolean isAnchored() {
        return !anchors().isEmpty();
    }

    /** Where a match begins that was confirmed from its keyword on: what may stand before it belongs to it. */
    int leadStart(byte[] bytes, int from, int start) {
        int least = Math.max(from, start - expression.map(Expression::leadMost).orElse(0));
        int at = start;
        while (at > least && lead[bytes[at - 1] & 0xff]) {
            at--;
        }
        return at;
    }

    /** What runs its expression, for one thread. */
    Confirmation newConfirmation() {
        return rule.origin() == Origin.SHIPPED
                ? new Confirmation.Backtracking(fast())
                : new Confirmation.Linear(linear());
    }

    private Pattern fast() {
        Pattern pattern = fast;
        if (pattern == null) {
            pattern = Pattern.compile(expression.map(Expression::java).orElseThrow());
            fast = pattern;
        }
        return pattern;
    }

    private LinearPattern linear() {
        LinearPattern pattern = linear;
        if (pattern == null) {
            String regex = isAnchored()
                    ? expression.map(Expression::linear).orElseThrow()
                    : rule.regex().orElseThrow();
            pattern = LinearPattern.of(regex);
            linear = pattern;
        }
        return pattern;
    }
}
