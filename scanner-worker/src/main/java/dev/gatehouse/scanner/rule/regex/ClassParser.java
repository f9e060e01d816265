package dev.gatehouse.scanner.rule.regex;

import java.util.Map;

/** Reads a class in brackets, or an escape that stands for bytes. */
final class ClassParser {
    private static final Map<String, ByteClass> POSIX = Map.ofEntries(
            Map.entry("alnum", ByteClass.ALNUM),
            Map.entry("alpha", ByteClass.ALPHA),
            Map.entry("ascii", ByteClass.range(0, 127)),
            Map.entry("blank", ByteClass.of(' ').or(ByteClass.of('\t'))),
            Map.entry("cntrl", ByteClass.range(0, 31).or(ByteClass.of(127))),
            Map.entry("digit", ByteClass.DIGIT),
            Map.entry("graph", ByteClass.range('!', '~')),
            Map.entry("lower", ByteClass.LOWER),
            Map.entry("print", ByteClass.range(' ', '~')),
            Map.entry("punct", ByteClass.range('!', '~').and(ByteClass.ALNUM.not())),
            Map.entry("space", ByteClass.SPACE.or(ByteClass.of(0x0b))),
            Map.entry("upper", ByteClass.UPPER),
            Map.entry("word", ByteClass.WORD),
            Map.entry("xdigit", ByteClass.DIGIT.or(ByteClass.range('a', 'f')).or(ByteClass.range('A', 'F'))));

    private final String text;
    private final boolean foldCase;
    private int at;

    ClassParser(String text, int at, boolean foldCase) {
        this.text = text;
        this.at = at;
        this.foldCase = foldCase;
    }

    /** The character after what was read. */
    int end() {
        return at;
    }

    private UnsupportedRegex unsupported(String what) {
        return new UnsupportedRegex(what, at);
    }

    private char next() {
        if (at >= text.length()) {
            throw unsupported("a class without an end");
        }
        return text.charAt(at);
    }

    /** The class whose opening bracket was read. */
    ByteClass parse() {
        boolean negated = next() == '^';
        if (negated) {
            at++;
        }
        ByteClass set = ByteClass.NONE;
        boolean first = true;
        while (first || next() != ']') {
            first = false;
            set = set.or(item());
        }
        at++;
        if (foldCase) {
            set = set.folded();
        }
        return negated ? set.not() : set;
    }

    private ByteClass item() {
        if (text.startsWith("[:", at)) {
            int close = text.indexOf(":]", at);
            String name = close < 0 ? "" : text.substring(at + 2, close);
            boolean negated = name.startsWith("^");
            ByteClass set = POSIX.get(negated ? name.substring(1) : name);
            if (set != null) {
                at = close + 2;
                return negated ? set.not() : set;
            }
        }
        ByteClass low = one();
        if (low.size() == 1 && text.startsWith("-", at) && at + 1 < text.length() && text.charAt(at + 1) != ']') {
            at++;
            ByteClass high = one();
            if (high.size() != 1 || value(high) < value(low)) {
                throw unsupported("a range that ends before it begins");
            }
            return ByteClass.range(value(low), value(high));
        }
        return low;
    }

    private static int value(ByteClass one) {
        for (int i = 0; i < 256; i++) {
            if (one.contains(i)) {
                return i;
            }
        }
        throw new IllegalArgumentException("an empty class");
    }

    private ByteClass one() {
        char c = next();
        if (c == '\\') {
            return escape();
        }
        if (c >= 128) {
            throw unsupported("a class with a character that is not ASCII");
        }
        at++;
        return ByteClass.of(c);
    }

    /** What an escape stands for; the backslash is the next character. */
    ByteClass escape() {
        at++;
        char c = next();
        at++;
        return switch (c) {
            case 'd' -> ByteClass.DIGIT;
            case 'D' -> ByteClass.DIGIT.not();
            case 'w' -> ByteClass.WORD;
            case 'W' -> ByteClass.WORD.not();
            case 's' -> ByteClass.SPACE;
            case 'S' -> ByteClass.SPACE.not();
            case 'n' -> ByteClass.of('\n');
            case 'r' -> ByteClass.of('\r');
            case 't' -> ByteClass.of('\t');
            case 'f' -> ByteClass.of('\f');
            case 'v' -> ByteClass.of(0x0b);
            case 'a' -> ByteClass.of(7);
            case '0' -> ByteClass.of(0);
            case 'x' -> hexadecimal();
            default -> {
                if (c >= 128 || Character.isLetterOrDigit(c)) {
                    at--;
                    throw unsupported("the escape \\" + c);
                }
                yield ByteClass.of(c);
            }
        };
    }

    private ByteClass hexadecimal() {
        int close = text.startsWith("{", at) ? text.indexOf('}', at) : at + 2;
        int from = text.startsWith("{", at) ? at + 1 : at;
        if (close < 0 || close > text.length()) {
            throw unsupported("an escape \\x without digits");
        }
        try {
            int value = Integer.parseInt(text, from, close, 16);
            if (value < 0 || value > 127) {
                throw unsupported("an escape \\x beyond ASCII");
            }
            at = text.startsWith("{", at) ? close + 1 : close;
            return ByteClass.of(value);
        } catch (NumberFormatException e) {
            throw unsupported("an escape \\x without digits");
        }
    }
}
