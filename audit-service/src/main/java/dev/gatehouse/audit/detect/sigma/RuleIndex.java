package dev.gatehouse.audit.detect.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the rules that an event can match at all. A rule that holds only where one of the key fields has one of a few
 * texts is asked for those texts; the others are asked every time.
 */
final class RuleIndex {
    private final List<FieldPath> keys;
    private final List<RuleSet.Active> rules;
    private final List<Map<String, boolean[]>> candidates = new ArrayList<>();
    private final boolean[] always;

    RuleIndex(List<FieldPath> keys, List<RuleSet.Active> rules) {
        this.keys = List.copyOf(keys);
        this.rules = List.copyOf(rules);
        this.always = new boolean[rules.size()];
        keys.forEach(key -> candidates.add(new HashMap<>()));
        for (int rule = 0; rule < rules.size(); rule++) {
            place(rule);
        }
    }

    private void place(int rule) {
        Expression expression = rules.get(rule).body().expression();
        for (int key = 0; key < keys.size(); key++) {
            Optional<Set<String>> texts = needed(expression, keys.get(key));
            if (texts.isPresent()) {
                for (String text : texts.get()) {
                    candidates.get(key).computeIfAbsent(text, t -> new boolean[rules.size()])[rule] = true;
                }
                return;
            }
        }
        always[rule] = true;
    }

    List<RuleSet.Active> match(JsonNode event) {
        List<RuleSet.Active> matched = new ArrayList<>(2);
        boolean[] asked = asked(event);
        for (int rule = 0; rule < asked.length; rule++) {
            if (asked[rule] && rules.get(rule).body().matches(event)) {
                matched.add(rules.get(rule));
            }
        }
        return matched;
    }

    private boolean[] asked(JsonNode event) {
        boolean[] asked = always.clone();
        for (int key = 0; key < keys.size(); key++) {
            Map<String, boolean[]> byText = candidates.get(key);
            Predicate<JsonNode> note = value -> {
                boolean[] more = byText.get(TextPattern.fold(value.asText()));
                for (int rule = 0; more != null && rule < asked.length; rule++) {
                    asked[rule] |= more[rule];
                }
                return false;
            };
            keys.get(key).any(event, note);
        }
        return asked;
    }

    /** The texts of which the field has one wherever the expression holds; empty where that can't be said. */
    static Optional<Set<String>> needed(Expression expression, FieldPath field) {
        return switch (expression) {
            case Expression.Matches(FieldPath own, ValueTest.OneOf(Set<String> texts))
            when own.equals(field) -> Optional.of(texts);
            case Expression.And(List<Expression> all) -> ofAll(all, field);
            case Expression.AtLeast(int count, List<Expression> of) -> ofAny(of, field);
            case Expression.Matches other -> Optional.empty();
            case Expression.Not not -> Optional.empty();
            case Expression.Exists exists -> Optional.empty();
            case Expression.HasValue hasValue -> Optional.empty();
            case Expression.SameText sameText -> Optional.empty();
            case Expression.Keyword keyword -> Optional.empty();
        };
    }

    private static Optional<Set<String>> ofAll(List<Expression> all, FieldPath field) {
        return all.stream()
                .flatMap(one -> needed(one, field).stream())
                .min((a, b) -> Integer.compare(a.size(), b.size()));
    }

    private static Optional<Set<String>> ofAny(List<Expression> any, FieldPath field) {
        Set<String> union = new HashSet<>();
        for (Expression one : any) {
            Optional<Set<String>> texts = needed(one, field);
            if (texts.isEmpty()) {
                return Optional.empty();
            }
            union.addAll(texts.get());
        }
        return Optional.of(union);
    }
}
