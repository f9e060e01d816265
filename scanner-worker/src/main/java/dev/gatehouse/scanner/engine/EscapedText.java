package dev.gatehouse.scanner.engine;

import java.util.List;

/** Text with percent or backslash escapes, as in URLs, JSON and C: found by hints, and undone around them. */
final class EscapedText {
    /** What hints at such text, to be found by the automaton. A percent sign alone is too common. */
    static final List<String> HINTS = List.of(
            "\\u00", "\\x2", "\\x3", "\\x4", "\\x5", "\\x6", "\\x7", "%20", "%21", "%22", "%23", "%24", "%25", "%26",
            "%2a", "%2b", "%2c", "%2d", "%2f", "%3a", "%3b", "%3d", "%3f", "%40", "%5b", "%5e", "%5f", "%7b", "\\\":",
            "\\\"=", "\\/\\/");
    /** How far text is undone around a hint. */
    private static final int SIDE = 4096;

    private EscapedText() {}

    /**
     * Undoes the escapes of the line around a hint.
     *
     * @param floor nothing before it is taken
     * @return the end of what was taken of the source
     */
    static int decode(Piece source, int hint, int floor, Piece into) {
        byte[] bytes = source.bytes();
        int from = hint;
        int least = Math.max(floor, hint - SIDE);
        while (from > least && bytes[from - 1] != '\n') {
            from--;
        }
        int to = hint;
        int most = Math.min(source.length(), hint + SIDE);
        while (to < most && bytes[to] != '\n') {
            to++;
        }
        boolean percent = bytes[hint] == '%';
        byte[] out = into.room(to - from);
        int[] map = into.mapRoom(to - from);
        int length = 0;
        for (int i = from; i < to; length++) {
            map[length] = i;
            long step = percent ? percent(bytes, i, to) : backslash(bytes, i, to);
            out[length] = (byte) step;
            i += (int) (step >> 8);
        }
        into.decodedWithMap(source, percent ? Encoding.PERCENT : Encoding.ESCAPED, length);
        return to;
    }

    /** The byte that stands there, in the low eight bits, and how many it is written with, above them. */
    private static long percent(byte[] bytes, int at, int to) {
        if (bytes[at] == '%' && at + 2 < to) {
            int value = hex(bytes, at + 1, 2);
            if (value >= 0) {
                return 3L << 8 | value;
            }
        }
        return plain(bytes[at]);
    }

    private static long plain(byte b) {
        return 1L << 8 | (b & 0xff);
    }

    private static long backslash(byte[] bytes, int at, int to) {
        if (bytes[at] != '\\' || at + 1 >= to) {
            return plain(bytes[at]);
        }
        byte next = bytes[at + 1];
        int value = switch (next) {
            case 'u' -> at + 5 < to ? hex(bytes, at + 2, 4) : -1;
            case 'x' -> at + 3 < to ? hex(bytes, at + 2, 2) : -1;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> isPlain(next) ? next : -1;
        };
        if (value < 0 || value > 0xff) {
            return plain(bytes[at]);
        }
        int width = next == 'u' ? 6 : next == 'x' ? 4 : 2;
        return (long) width << 8 | value;
    }

    /** Whether a byte stands for itself behind a backslash. */
    static boolean isPlain(byte b) {
        return b == '"' || b == '\'' || b == '/' || b == '\\';
    }

    static int hex(byte[] bytes, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
