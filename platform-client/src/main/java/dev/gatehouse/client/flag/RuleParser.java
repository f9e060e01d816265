package dev.gatehouse.client.flag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a rule of JSON, once, so that evaluating it looks at no names. */
final class RuleParser {
    private RuleParser() {}

    /** The rule asks for what this client does not know, or is malformed. */
    static final class Unsupported extends Exception {
        private static final long serialVersionUID = 1L;

        Unsupported(String message) {
            super(message);
        }
    }

    static Rule parse(@Nullable Object json) throws Unsupported {
        return switch (json) {
            case Map<?, ?> map -> operation(map);
            case List<?> list -> new Rule.Items(all(list));
            case null, default -> new Rule.Constant(json);
        };
    }

    private static Rule operation(Map<?, ?> map) throws Unsupported {
        if (map.size() != 1) {
            throw new Unsupported("a rule has one operation");
        }
        Map.Entry<?, ?> only = map.entrySet().iterator().next();
        String operator = String.valueOf(only.getKey());
        List<?> arguments = only.getValue() instanceof List<?> list ? list : single(only.getValue());
        return switch (operator) {
            case "var" -> variable(arguments);
            case "if" -> new Rule.If(all(arguments));
            case "and", "or" -> new Rule.Junction(all(arguments), operator.equals("and"));
            case "!" -> new Rule.Not(at(arguments, 0));
            case "!!" -> new Rule.Not(new Rule.Not(at(arguments, 0)));
            case "==", "===" -> equal(arguments, operator.equals("==="));
            case "!=", "!==" -> new Rule.Not(equal(arguments, operator.equals("!==")));
            case "<", "<=", ">", ">=" -> new Rule.Ordered(operator, all(arguments));
            case "in" -> new Rule.In(at(arguments, 0), at(arguments, 1));
            case "starts_with", "ends_with" ->
                new Rule.Affix(at(arguments, 0), at(arguments, 1), operator.equals("starts_with"));
            case "cat" -> new Rule.Joined(all(arguments));
            case "fractional" -> fractional(arguments);
            default -> throw new Unsupported("the operation '" + operator + "' is not known");
        };
    }

    private static Rule variable(List<?> arguments) throws Unsupported {
        if (arguments.isEmpty() || !(arguments.getFirst() instanceof String name) || name.isEmpty()) {
            throw new Unsupported("'var' names one attribute");
        }
        return new Rule.Variable(name, arguments.size() > 1 ? arguments.get(1) : null);
    }

    private static Rule equal(List<?> arguments, boolean strict) throws Unsupported {
        return new Rule.Equal(at(arguments, 0), at(arguments, 1), strict);
    }

    private static Rule fractional(List<?> arguments) throws Unsupported {
        // The first one is what to distribute by, where it is no share.
        boolean given = !arguments.isEmpty() && !(arguments.getFirst() instanceof List<?>);
        List<Rule.Share> shares = new ArrayList<>();
        long total = 0;
        for (Object share : given ? arguments.subList(1, arguments.size()) : arguments) {
            shares.add(share(share));
            total += shares.getLast().weight();
        }
        if (shares.isEmpty() || total > Integer.MAX_VALUE) {
            throw new Unsupported("'fractional' needs shares that come to less than 2^31");
        }
        return new Rule.Fractional(given ? parse(arguments.getFirst()) : null, List.copyOf(shares), total);
    }

    private static Rule.Share share(@Nullable Object json) throws Unsupported {
        if (!(json instanceof List<?> parts) || parts.isEmpty()) {
            throw new Unsupported("a share is a list of a variant and a weight");
        }
        Object weight = parts.size() > 1 ? parts.get(1) : Double.valueOf(1);
        if (!(weight instanceof Double number) || number != Math.rint(number) || number > Integer.MAX_VALUE) {
            throw new Unsupported("a weight is a whole number");
        }
        return new Rule.Share(parse(parts.getFirst()), Math.max(0, number.longValue()));
    }

    private static List<Rule> all(List<?> json) throws Unsupported {
        List<Rule> rules = new ArrayList<>();
        for (Object item : json) {
            rules.add(parse(item));
        }
        return List.copyOf(rules);
    }

    private static Rule at(List<?> arguments, int index) throws Unsupported {
        if (index >= arguments.size()) {
            throw new Unsupported("an operation has too few arguments");
        }
        return parse(arguments.get(index));
    }

    private static List<?> single(@Nullable Object argument) {
        List<@Nullable Object> list = new ArrayList<>();
        list.add(argument);
        return list;
    }
}
