package dev.gatehouse.config.snapshot;

/** Escapes text as {@link java.util.Properties#load(java.io.Reader)} reads it. */
final class PropertiesText {
    private PropertiesText() {}

    static String escape(String text, boolean key) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            append(escaped, text.charAt(i), key, i == 0);
        }
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, char c, boolean key, boolean first) {
        switch (c) {
            case '\\' -> escaped.append("\\\\");
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            case '\f' -> escaped.append("\\f");
            case '=', ':', '#', '!' -> escaped.append(key ? "\\" : "").append(c);
            case ' ' -> escaped.append(key || first ? "\\ " : " ");
            default -> {
                if (c < 0x20 || c > 0x7e) {
                    escaped.append(String.format("\\u%04x", (int) c));
                } else {
                    escaped.append(c);
                }
            }
        }
    }
}
