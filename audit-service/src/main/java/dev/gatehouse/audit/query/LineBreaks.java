package dev.gatehouse.audit.query;

/** Characters that some reader takes for the end of a line. */
final class LineBreaks {
    private LineBreaks() {}

    /** The text with each of them as JSON writes it: {@code \n}, or a {@code u} and four digits after the backslash. */
    static String escaped(String text) {
        if (text.chars().noneMatch(LineBreaks::isOne)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.chars().forEach(c -> append(escaped, (char) c));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, char c) {
        if (c == '\n') {
            escaped.append("\\n");
        } else if (c == '\r') {
            escaped.append("\\r");
        } else if (isOne(c)) {
            escaped.append("\\u%04x".formatted((int) c));
        } else {
            escaped.append(c);
        }
    }

    static boolean isOne(int c) {
        return (c >= '\n' && c <= '\r') || c == 0 || c == 0x85 || c == 0x2028 || c == 0x2029;
    }
}
