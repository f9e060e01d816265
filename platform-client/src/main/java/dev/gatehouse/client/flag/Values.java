package dev.gatehouse.client.flag;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How JSON logic compares values. */
final class Values {
    private Values() {}

    static boolean truthy(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean truth -> truth;
            case Double number -> number != 0;
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            default -> true;
        };
    }

    /** Where not strict, a number equals the text of it, and true equals 1. */
    static boolean equal(@Nullable Object left, @Nullable Object right, boolean strict) {
        if (left == null || right == null) {
            return left == null && right == null;
        }
        if (strict || left.getClass() == right.getClass()) {
            return left.equals(right);
        }
        double a = number(left);
        return !Double.isNaN(a) && a == number(right);
    }

    /** Two texts by their characters, all else as numbers; what is no number has no order. */
    static boolean ordered(String operator, @Nullable Object left, @Nullable Object right) {
        if (left instanceof String a && right instanceof String b) {
            return holds(operator, a.compareTo(b));
        }
        double a = number(left);
        double b = number(right);
        return !Double.isNaN(a) && !Double.isNaN(b) && holds(operator, Double.compare(a, b));
    }

    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            default -> value.toString();
        };
    }

    private static boolean holds(String operator, int compared) {
        return switch (operator) {
            case "<" -> compared < 0;
            case "<=" -> compared <= 0;
            case ">" -> compared > 0;
            default -> compared >= 0;
        };
    }

    private static double number(@Nullable Object value) {
        return switch (value) {
            case Double number -> number == 0 ? 0 : number;
            case Boolean truth -> truth ? 1 : 0;
            case String text -> parsed(text);
            case null, default -> Double.NaN;
        };
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
