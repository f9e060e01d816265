package dev.gatehouse.scanner.engine;

/** Part of a text, for engines that have no regions. */
final class TextWindow implements CharSequence {
    private final Text text;
    private int from;
    private int to;

    TextWindow(Text text) {
        this.text = text;
    }

    TextWindow set(int from, int to) {
        this.from = from;
        this.to = to;
        return this;
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public char charAt(int index) {
        return text.charAt(from + index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        throw new UnsupportedOperationException("scanned text is not copied");
    }

    @Override
    public String toString() {
        return "TextWindow[redacted]";
    }
}
