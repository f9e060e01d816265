package dev.gatehouse.scanner.engine;

/**
 * Where an expression matched. It lasts until the text changes.
 *
 * @param text what it matched in
 * @param start where the match begins
 * @param end the byte after it
 * @param secretStart where the secret begins
 * @param secretEnd the byte after it
 */
record Match(Text text, int start, int end, int secretStart, int secretEnd) {
    /** How far a line is looked at, on either side. */
    private static final int LINE_SIDE = 2048;

    int secretLength() {
        return secretEnd - secretStart;
    }

    /** The lines that the match stands in, to a limit: from and to. */
    int[] line() {
        byte[] bytes = text.bytes();
        int from = start;
        while (from > 0 && from > start - LINE_SIDE && bytes[from - 1] != '\n') {
            from--;
        }
        int to = end;
        int most = Math.min(text.length(), end + LINE_SIDE);
        while (to < most && bytes[to] != '\n') {
            to++;
        }
        return new int[] {from, to};
    }
}
