package dev.gatehouse.scanner.rule.regex;

import dev.gatehouse.scanner.rule.regex.Node.Alt;
import dev.gatehouse.scanner.rule.regex.Node.Chars;
import dev.gatehouse.scanner.rule.regex.Node.Group;
import dev.gatehouse.scanner.rule.regex.Node.Look;
import dev.gatehouse.scanner.rule.regex.Node.Rep;
import dev.gatehouse.scanner.rule.regex.Node.Seq;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an expression of the subset that Java and RE2 share, in RE2's meaning (github.com/google/re2/wiki/Syntax). */
final class RegexParser {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_REPEAT = 100_000;

    private final String text;
    private int at;
    private int groups;
    private int depth;
    private boolean foldCase;
    private boolean dotAll;
    private boolean multiLine;
    private boolean swapLazy;

    private RegexParser(String text) {
        this.text = text;
    }

    /**
     * The parts of an expression.
     *
     * @throws UnsupportedRegex it is none, or has what the subset lacks
     */
    static Node parse(String text) {
        RegexParser parser = new RegexParser(text);
        Node node = parser.alternatives();
        if (parser.at < text.length()) {
            throw parser.unsupported("a closing parenthesis without an opening one");
        }
        return node;
    }

    private UnsupportedRegex unsupported(String what) {
        return new UnsupportedRegex(what, at);
    }

    private boolean more() {
        return at < text.length();
    }

    private boolean take(String literal) {
        if (text.startsWith(literal, at)) {
            at += literal.length();
            return true;
        }
        return false;
    }

    private Node alternatives() {
        if (++depth > MAX_DEPTH) {
            throw unsupported("more than " + MAX_DEPTH + " groups within each other");
        }
        List<Node> choices = new ArrayList<>();
        do {
            choices.add(sequence());
        } while (take("|"));
        depth--;
        return choices.size() == 1 ? choices.getFirst() : new Alt(choices);
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        while (more() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            Node atom = atom();
            if (atom != null) {
                parts.add(repeated(atom));
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new Seq(parts);
    }

    private Node repeated(Node atom) {
        Node node = atom;
        while (more()) {
            int min;
            int max;
            int[] counts = null;
            char c = text.charAt(at);
            if (c == '*') {
                min = 0;
                max = Node.UNBOUNDED;
                at++;
            } else if (c == '+') {
                min = 1;
                max = Node.UNBOUNDED;
                at++;
            } else if (c == '?') {
                min = 0;
                max = 1;
                at++;
            } else if (c == '{' && (counts = counts()) != null) {
                min = counts[0];
                max = counts[1];
            } else {
                break;
            }
            if (more() && text.charAt(at) == '+') {
                throw unsupported("a possessive repetition");
            }
            node = new Rep(node, min, max, take("?") != swapLazy);
        }
        return node;
    }

    /** The counts of a repetition in braces, or null where the brace is a character. */
    private int @Nullable [] counts() {
        int close = text.indexOf('}', at);
        if (close < 0) {
            return null;
        }
        String inside = text.substring(at + 1, close);
        if (!inside.matches("[0-9]{1,6}(,[0-9]{0,6})?")) {
            return null;
        }
        String[] parts = inside.split(",", -1);
        int min = Integer.parseInt(parts[0]);
        int max = parts.length == 1 ? min : parts[1].isEmpty() ? Node.UNBOUNDED : Integer.parseInt(parts[1]);
        if (max < min || min > MAX_REPEAT) {
            throw unsupported("a repetition of {" + inside + "}");
        }
        at = close + 1;
        return new int[] {min, max};
    }

    private @Nullable Node atom() {
        int c = text.codePointAt(at);
        return switch (c) {
            case '(' -> group();
            case '[' -> new Chars(set());
            case '.' ->
                one(new Chars(dotAll ? ByteClass.ANY : ByteClass.of('\n').not()));
            case '^' -> one(multiLine ? new Look("(?:\\A|(?<=\\n))", "(?m:^)") : look("\\A"));
            case '$' -> one(multiLine ? new Look("(?:\\z|(?=\\n))", "(?m:$)") : look("\\z"));
            case '*', '+', '?' -> throw unsupported("a repetition of nothing");
            case '\\' -> escape();
            default -> {
                at += Character.charCount(c);
                yield literal(c);
            }
        };
    }

    private Node one(Node node) {
        at++;
        return node;
    }

    private ByteClass set() {
        at++;
        ClassParser parser = new ClassParser(text, at, foldCase);
        ByteClass set = parser.parse();
        at = parser.end();
        return set;
    }

    private static Node look(String text) {
        return new Look(text, text);
    }

    private Node literal(int c) {
        if (c < 128) {
            ByteClass one = ByteClass.of(c);
            return new Chars(foldCase ? one.folded() : one);
        }
        List<Node> bytes = new ArrayList<>();
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            bytes.add(new Chars(ByteClass.of(b & 0xff)));
        }
        return new Seq(bytes);
    }

    private Node escape() {
        if (at + 1 >= text.length()) {
            throw unsupported("a backslash at the end");
        }
        char c = text.charAt(at + 1);
        return switch (c) {
            case 'A', 'z', 'b', 'B' -> {
                at += 2;
                yield look("\\" + c);
            }
            case 'Q' -> quoted();
            default -> {
                ClassParser parser = new ClassParser(text, at, foldCase);
                ByteClass set = parser.escape();
                at = parser.end();
                yield new Chars(foldCase ? set.folded() : set);
            }
        };
    }

    private Node quoted() {
        int end = text.indexOf("\\E", at + 2);
        String quoted = text.substring(at + 2, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 2;
        return new Seq(quoted.codePoints().mapToObj(this::literal).toList());
    }

    private @Nullable Node group() {
        at++;
        boolean[] outer = {foldCase, dotAll, multiLine, swapLazy};
        boolean remembered = !take("?");
        if (!remembered && takeName()) {
            int close = text.indexOf('>', at);
            if (close < 0) {
                throw unsupported("a group's name without an end");
            }
            at = close + 1;
            remembered = true;
        } else if (!remembered && take("#")) {
            throw unsupported("a comment");
        } else if (!remembered && !flags()) {
            return null;
        }
        int number = remembered ? ++groups : 0;
        Node inside = alternatives();
        if (!take(")")) {
            throw unsupported("a group without an end");
        }
        foldCase = outer[0];
        dotAll = outer[1];
        multiLine = outer[2];
        swapLazy = outer[3];
        return remembered ? new Group(number, inside) : inside;
    }

    private boolean takeName() {
        boolean lookBehind = text.startsWith("<=", at) || text.startsWith("<!", at);
        return take("P<") || (!lookBehind && take("<"));
    }

    /** Reads flags; true where a group begins, false where they hold for the rest of this one. */
    private boolean flags() {
        boolean on = true;
        while (more()) {
            char c = text.charAt(at++);
            switch (c) {
                case '-' -> on = false;
                case 'i' -> foldCase = on;
                case 's' -> dotAll = on;
                case 'm' -> multiLine = on;
                case 'U' -> swapLazy = on;
                case ':' -> {
                    return true;
                }
                case ')' -> {
                    return false;
                }
                default -> throw new UnsupportedRegex("a group that begins with (?" + c, at - 1);
            }
        }
        throw unsupported("a group without an end");
    }
}
