package dev.gatehouse.scanner.engine;

/**
 * Bytes as a text for regular expressions, a character a byte. Each look at a character is counted against the budget of the
 * rule that looks. It never becomes a string.
 */
final class Text implements CharSequence {
    private byte[] bytes = new byte[0];
    private int length;
    private long left;

    /** A rule has looked at more than it may. */
    static final class Overrun extends RuntimeException {
        Overrun() {
            super("the budget is used up", null, false, false);
        }
    }

    void set(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    byte[] bytes() {
        return bytes;
    }

    void allow(long characters) {
        left = characters;
    }

    /** What is left of what was allowed. */
    long left() {
        return Math.max(0, left);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        if (--left < 0) {
            throw new Overrun();
        }
        return (char) (bytes[index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        throw new UnsupportedOperationException("scanned text is not copied");
    }

    @Override
    public String toString() {
        return "Text[redacted]";
    }
}
