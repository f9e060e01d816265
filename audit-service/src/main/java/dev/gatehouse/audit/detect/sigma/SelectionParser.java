package dev.gatehouse.audit.detect.sigma;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes one named selection of a detection into an expression: a mapping, a list of mappings, or a list of keywords. */
final class SelectionParser {
    private static final int MAX_VALUES = 1_000;
    private static final int MAX_TEXT = 1_024;

    private SelectionParser() {}

    static Expression parse(RuleNode selection) {
        List<RuleNode> items = selection.items();
        selection.require(!items.isEmpty() && items.size() <= MAX_VALUES, "must hold 1 to " + MAX_VALUES + " elements");
        return Expression.any(items.stream().map(SelectionParser::item).toList());
    }

    private static Expression item(RuleNode item) {
        if (item.json().isObject()) {
            return Expression.all(item.keys().stream()
                    .map(key -> entry(key, item.get(key).orElseThrow()))
                    .toList());
        }
        item.require(item.json().isTextual() || item.json().isNumber(), "must be a mapping or a keyword");
        return keyword(item);
    }

    private static Expression entry(String key, RuleNode values) {
        List<RuleNode> items = values.items();
        values.require(!items.isEmpty() && items.size() <= MAX_VALUES, "must have 1 to " + MAX_VALUES + " values");
        Modifiers modifiers = Modifiers.of(key, values);
        if (modifiers.field().isEmpty()) {
            values.require(
                    modifiers.match() == Modifiers.Match.EQUALS && modifiers.all(),
                    "keywords take the modifier 'all' only");
            return Expression.all(items.stream().map(SelectionParser::keyword).toList());
        }
        FieldPath field = path(modifiers.field(), values);
        if (modifiers.match() == Modifiers.Match.EXISTS) {
            values.require(values.json().isBoolean(), "'exists' takes true or false");
            Expression exists = new Expression.Exists(field);
            return values.json().booleanValue() ? exists : new Expression.Not(exists);
        }
        return modifiers.all()
                ? Expression.all(items.stream()
                        .map(value -> value(field, value, modifiers))
                        .toList())
                : anyValue(field, items, modifiers);
    }

    /** Plain texts, however many, are looked up at once; the index of a rule set reads them, too. */
    private static Expression anyValue(FieldPath field, List<RuleNode> items, Modifiers modifiers) {
        List<Expression> any = new ArrayList<>();
        Set<String> plain = new HashSet<>();
        for (RuleNode item : items) {
            Expression value = value(field, item, modifiers);
            if (value instanceof Expression.Matches(var same, ValueTest.OneOf(Set<String> texts))
                    && same.equals(field)) {
                plain.addAll(texts);
            } else {
                any.add(value);
            }
        }
        if (!plain.isEmpty()) {
            any.addFirst(new Expression.Matches(field, new ValueTest.OneOf(plain)));
        }
        return Expression.any(any);
    }

    private static Expression value(FieldPath field, RuleNode value, Modifiers modifiers) {
        return switch (modifiers.match()) {
            case REGEX -> new Expression.Matches(field, regex(value, modifiers.flags()));
            case CIDR ->
                new Expression.Matches(
                        field,
                        new ValueTest.InRange(AddressRange.of(value.text(MAX_TEXT))
                                .orElseThrow(() -> value.error("is not a CIDR range"))));
            case FIELD -> new Expression.SameText(field, value.field());
            case EXISTS -> throw value.error("'exists' takes true or false");
            case EQUALS -> equal(field, value, modifiers);
            case CONTAINS, STARTS_WITH, ENDS_WITH -> new Expression.Matches(field, text(value, modifiers));
        };
    }

    private static Expression equal(FieldPath field, RuleNode value, Modifiers modifiers) {
        if (value.json().isNull()) {
            return new Expression.Not(new Expression.HasValue(field));
        }
        if (value.json().isNumber()) {
            BigDecimal number = value.json().decimalValue();
            return new Expression.Matches(field, new ValueTest.Numeric(number));
        }
        return new Expression.Matches(field, text(value, modifiers));
    }

    private static ValueTest text(RuleNode value, Modifiers modifiers) {
        TextPattern pattern = pattern(
                value,
                modifiers.match() == Modifiers.Match.CONTAINS || modifiers.match() == Modifiers.Match.ENDS_WITH,
                modifiers.match() == Modifiers.Match.CONTAINS || modifiers.match() == Modifiers.Match.STARTS_WITH,
                !modifiers.cased());
        return pattern.isPlain() ? new ValueTest.OneOf(Set.of(pattern.folded())) : new ValueTest.Text(pattern);
    }

    private static Expression keyword(RuleNode value) {
        return new Expression.Keyword(pattern(value, true, true, true));
    }

    private static TextPattern pattern(RuleNode value, boolean openStart, boolean openEnd, boolean ignoreCase) {
        value.require(value.json().isValueNode() && !value.json().isNull(), "must be a text, a number or a boolean");
        String text = value.json().asText();
        value.require(text.length() <= MAX_TEXT, "must have at most " + MAX_TEXT + " characters");
        try {
            return TextPattern.of(text, openStart, openEnd, ignoreCase);
        } catch (IllegalArgumentException e) {
            throw value.error("holds a character whose lower case is two characters");
        }
    }

    private static ValueTest regex(RuleNode value, int flags) {
        try {
            return new ValueTest.Regex(Pattern.compile(value.text(MAX_TEXT), flags));
        } catch (PatternSyntaxException e) {
            throw value.error("is not a regular expression of RE2");
        }
    }

    private static FieldPath path(String name, RuleNode at) {
        try {
            return FieldPath.of(name);
        } catch (IllegalArgumentException e) {
            throw at.error("is not a field's name: " + e.getMessage());
        }
    }
}
