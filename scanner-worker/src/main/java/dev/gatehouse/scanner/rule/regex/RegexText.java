package dev.gatehouse.scanner.rule.regex;

import dev.gatehouse.scanner.rule.regex.Node.Alt;
import dev.gatehouse.scanner.rule.regex.Node.Chars;
import dev.gatehouse.scanner.rule.regex.Node.Group;
import dev.gatehouse.scanner.rule.regex.Node.Look;
import dev.gatehouse.scanner.rule.regex.Node.Rep;
import dev.gatehouse.scanner.rule.regex.Node.Seq;
import java.util.HexFormat;

/**
 * Writes an expression as java.util.regex reads it. Classes are written out member by member: Java makes one table look-up of
 * such a class, and a chain of tests of one with ranges.
 */
final class RegexText {
    private final StringBuilder out = new StringBuilder();

    private final boolean linear;

    private RegexText(boolean linear) {
        this.linear = linear;
    }

    /** The text for java.util.regex, or for RE2. */
    static String of(Node node, boolean linear) {
        RegexText text = new RegexText(linear);
        text.write(node);
        return text.out.toString();
    }

    private void write(Node node) {
        switch (node) {
            case Chars chars -> write(chars.set());
            case Look look -> out.append(linear ? look.linear() : look.java());
            case Seq seq -> seq.parts().forEach(this::write);
            case Alt alt -> write(alt);
            case Rep rep -> write(rep);
            case Group group -> {
                out.append('(');
                write(group.part());
                out.append(')');
            }
        }
    }

    private void write(Alt alt) {
        out.append("(?:");
        for (int i = 0; i < alt.choices().size(); i++) {
            if (i > 0) {
                out.append('|');
            }
            write(alt.choices().get(i));
        }
        out.append(')');
    }

    private void write(Rep rep) {
        boolean bare = rep.part() instanceof Chars || rep.part() instanceof Group;
        out.append(bare ? "" : "(?:");
        write(rep.part());
        out.append(bare ? "" : ")").append('{').append(rep.min());
        if (rep.max() != rep.min()) {
            out.append(',').append(rep.max() == Node.UNBOUNDED ? "" : rep.max());
        }
        out.append('}').append(rep.lazy() ? "?" : "");
    }

    private void write(ByteClass set) {
        int size = set.size();
        if (size == 256) {
            out.append("[\\x00-\\xff]");
        } else if (size == 0) {
            out.append(linear ? "[^\\x00-\\x{10FFFF}]" : "(?!)");
        } else if (size == 1) {
            members(set, true);
        } else {
            boolean negated = size > 128;
            out.append(negated ? "[^" : "[");
            members(negated ? set.not() : set, false);
            out.append(']');
        }
    }

    private void members(ByteClass set, boolean single) {
        for (int i = 0; i < 256; i++) {
            if (set.contains(i)) {
                boolean plain = (i < 128 && Character.isLetterOrDigit(i)) || (single && i == '_');
                out.append(
                        plain ? Character.toString(i) : "\\x" + HexFormat.of().toHexDigits((byte) i));
            }
        }
    }
}
