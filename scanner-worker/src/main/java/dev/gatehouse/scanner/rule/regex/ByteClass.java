package dev.gatehouse.scanner.rule.regex;

/**
 * A set of bytes, as four words of 64 bits.
 *
 * @param a 0 to 63
 * @param b 64 to 127
 * @param c 128 to 191
 * @param d 192 to 255
 */
public record ByteClass(long a, long b, long c, long d) {
    /** No byte. */
    public static final ByteClass NONE = new ByteClass(0, 0, 0, 0);
    /** Every byte. */
    public static final ByteClass ANY = new ByteClass(-1, -1, -1, -1);

    static final ByteClass DIGIT = range('0', '9');
    static final ByteClass LOWER = range('a', 'z');
    static final ByteClass UPPER = range('A', 'Z');
    static final ByteClass ALPHA = LOWER.or(UPPER);
    static final ByteClass ALNUM = ALPHA.or(DIGIT);
    static final ByteClass WORD = ALNUM.or(of('_'));
    static final ByteClass SPACE =
            of('\t').or(of('\n')).or(of('\f')).or(of('\r')).or(of(' '));

    static ByteClass of(int value) {
        return range(value, value);
    }

    static ByteClass range(int from, int to) {
        return new ByteClass(word(from, to, 0), word(from, to, 64), word(from, to, 128), word(from, to, 192));
    }

    private static long word(int from, int to, int base) {
        long bits = 0;
        for (int i = Math.max(from, base); i <= Math.min(to, base + 63); i++) {
            bits |= 1L << (i - base);
        }
        return bits;
    }

    /** Whether a byte, 0 to 255, is in it. */
    public boolean contains(int value) {
        long word = switch (value >> 6) {
            case 0 -> a;
            case 1 -> b;
            case 2 -> c;
            default -> d;
        };
        return (word >>> (value & 63) & 1) != 0;
    }

    ByteClass or(ByteClass o) {
        return new ByteClass(a | o.a, b | o.b, c | o.c, d | o.d);
    }

    ByteClass and(ByteClass o) {
        return new ByteClass(a & o.a, b & o.b, c & o.c, d & o.d);
    }

    ByteClass not() {
        return new ByteClass(~a, ~b, ~c, ~d);
    }

    /** With each ASCII letter's other case. */
    ByteClass folded() {
        long letters = b & 0x07FFFFFE_07FFFFFEL;
        long upper = letters & 0xFFFFFFFFL;
        long lower = letters >>> 32;
        return new ByteClass(a, b | upper << 32 | lower, c, d);
    }

    /** How many bytes are in it. */
    public int size() {
        return Long.bitCount(a) + Long.bitCount(b) + Long.bitCount(c) + Long.bitCount(d);
    }

    boolean isEmpty() {
        return (a | b | c | d) == 0;
    }

    /** The same as a table of 256. */
    public boolean[] table() {
        boolean[] table = new boolean[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = contains(i);
        }
        return table;
    }
}
