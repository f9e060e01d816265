package dev.gatehouse.cli.output;

import java.util.Locale;

/**
 * Text that somebody else chose, made fit for a terminal: what could move the cursor, change colours, end a line or turn the
 * direction of writing is shown as an escape.
 */
public final class Printable {
    private static final int FIRST_WIDE = 0x100;

    private Printable() {}

    /** The text, on one line. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> append(out, c));
        return out.toString();
    }

    /** Whether nothing in the text would be escaped. */
    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(Printable::isPlain);
    }

    private static void append(StringBuilder out, int c) {
        if (isPlain(c)) {
            out.appendCodePoint(c);
            return;
        }
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append(String.format(Locale.ROOT, c < FIRST_WIDE ? "\\x%02x" : "\\u{%x}", c));
        }
    }

    static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
