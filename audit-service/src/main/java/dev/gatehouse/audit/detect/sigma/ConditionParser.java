package dev.gatehouse.audit.detect.sigma;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a condition: {@code not} binds stronger than {@code and}, which binds stronger than {@code or}.
 *
 * <pre>
 * or      = and { "or" and }
 * and     = not { "and" not }
 * not     = [ "not" ] primary
 * primary = "(" or ")" | ("1" | N | "any" | "all") "of" (pattern | "them") | selection
 * </pre>
 */
final class ConditionParser {
    private static final int MAX_LENGTH = 2_048;
    private static final int MAX_DEPTH = 16;
    private static final Pattern TOKEN = Pattern.compile("\\s*([A-Za-z0-9_.*-]+|[()]|\\S)");

    private final Map<String, Expression> selections;
    private final RuleNode place;
    private final List<String> tokens = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private int at;

    private ConditionParser(RuleNode place, Map<String, Expression> selections) {
        this.place = place;
        this.selections = selections;
    }

    /** @param selections what the condition may name */
    static Expression parse(RuleNode condition, Map<String, Expression> selections) {
        condition.require(!condition.json().isArray(), "a list of conditions is not supported");
        ConditionParser parser = new ConditionParser(condition, selections);
        parser.tokenize(condition.text(MAX_LENGTH));
        Expression parsed = parser.or(0);
        if (parser.at < parser.tokens.size()) {
            throw condition.error("nothing may follow before " + RuleNode.shown(parser.peek()));
        }
        for (String name : selections.keySet()) {
            condition.require(parser.used.contains(name), "does not use the selection " + RuleNode.shown(name));
        }
        return parsed;
    }

    private void tokenize(String text) {
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.lookingAt()) {
            String token = matcher.group(1);
            place.require(!token.equals("|"), "the aggregation after '|' is not supported; a correlation rule counts");
            place.require(!token.equalsIgnoreCase("near"), "'near' is not supported");
            place.require(
                    token.length() > 1 || token.matches("[A-Za-z0-9_()*]"),
                    "the character " + RuleNode.shown(token) + " is not supported");
            tokens.add(token);
            matcher.region(matcher.end(), text.length());
        }
    }

    private Expression or(int depth) {
        place.require(depth <= MAX_DEPTH, "is nested deeper than " + MAX_DEPTH + " levels");
        List<Expression> any = new ArrayList<>(List.of(and(depth)));
        while (take("or")) {
            any.add(and(depth));
        }
        return Expression.any(any);
    }

    private Expression and(int depth) {
        List<Expression> all = new ArrayList<>(List.of(not(depth)));
        while (take("and")) {
            all.add(not(depth));
        }
        return Expression.all(all);
    }

    private Expression not(int depth) {
        return take("not") ? new Expression.Not(primary(depth)) : primary(depth);
    }

    private Expression primary(int depth) {
        if (take("(")) {
            Expression inner = or(depth + 1);
            place.require(take(")"), "a parenthesis is not closed");
            return inner;
        }
        String token = next();
        if (peek().equalsIgnoreCase("of")) {
            at++;
            return of(token, next());
        }
        return selection(token);
    }

    private Expression of(String quantity, String pattern) {
        List<Expression> chosen = new ArrayList<>();
        for (Map.Entry<String, Expression> selection : selections.entrySet()) {
            if (isMeant(selection.getKey(), pattern)) {
                used.add(selection.getKey());
                chosen.add(selection.getValue());
            }
        }
        place.require(!chosen.isEmpty(), "there is no selection for " + RuleNode.shown(pattern));
        String word = quantity.toLowerCase(Locale.ROOT);
        if (word.equals("all")) {
            return Expression.all(chosen);
        }
        place.require(
                word.equals("any") || word.matches("[1-9][0-9]{0,2}"),
                RuleNode.shown(quantity) + " before 'of' is not a number, 'any' or 'all'");
        int count = word.equals("any") ? 1 : Integer.parseInt(word);
        place.require(count <= chosen.size(), "asks for more selections than there are for " + RuleNode.shown(pattern));
        return count == 1 ? Expression.any(chosen) : new Expression.AtLeast(count, chosen);
    }

    private static boolean isMeant(String selection, String pattern) {
        // Sigma keeps names with an underscore in front out of "them".
        return pattern.equalsIgnoreCase("them")
                ? !selection.startsWith("_")
                : TextPattern.of(pattern, false, false, false).matches(selection);
    }

    private Expression selection(String name) {
        Expression selection = selections.get(name);
        if (selection == null) {
            throw place.error("there is no selection " + RuleNode.shown(name));
        }
        used.add(name);
        return selection;
    }

    private boolean take(String word) {
        boolean is = peek().equalsIgnoreCase(word);
        if (is) {
            at++;
        }
        return is;
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private String next() {
        place.require(at < tokens.size(), "ends too early");
        return tokens.get(at++);
    }
}
