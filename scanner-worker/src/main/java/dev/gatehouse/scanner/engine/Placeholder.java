package dev.gatehouse.scanner.engine;

import java.util.List;

/** What stands where a secret would stand, and is none. */
final class Placeholder {
    private static final Automaton WORDS = new Automaton(List.of(
            "changeme",
            "change_me",
            "change-me",
            "example",
            "placeholder",
            "replaceme",
            "replace_me",
            "replace-me",
            "redacted",
            "insert_",
            "insert-",
            "your_",
            "your-",
            "yourtoken",
            "yourkey",
            "yoursecret",
            "yourpassword",
            "dummy",
            "notreal",
            "not_real",
            "not-a-",
            "fake_",
            "fake-",
            "sample_",
            "sample-",
            "xxxxx",
            "00000000",
            "*****",
            "12345678",
            "abcdefgh",
            "0123456",
            "deadbeefdeadbeef",
            "${",
            "{{",
            "<%",
            "%(",
            "$(",
            "..."));
    /** In what is longer, such as a key of many lines, a word may stand by chance. */
    private static final int LONGEST = 512;

    private static final int FEWEST_DISTINCT = 4;

    private Placeholder() {}

    static boolean is(byte[] bytes, int from, int to) {
        if (to - from > 2 && bytes[from] == '<' && bytes[to - 1] == '>') {
            return true;
        }
        return (to - from <= LONGEST && hasWord(bytes, from, to)) || isMonotonous(bytes, from, to);
    }

    private static boolean hasWord(byte[] bytes, int from, int to) {
        boolean[] found = new boolean[1];
        WORDS.run(bytes, from, to, (word, start, end) -> {
            // Names such as a.example.com stand beside secrets.
            found[0] = end == to || bytes[end] != '.';
            return !found[0];
        });
        return found[0];
    }

    /** Few different characters, or most of them the next in the alphabet or the same as the one before. */
    private static boolean isMonotonous(byte[] bytes, int from, int to) {
        long low = 0;
        long high = 0;
        int steps = 0;
        for (int i = from; i < to; i++) {
            low |= bytes[i] >= 0 && bytes[i] < 64 ? 1L << bytes[i] : 0;
            high |= bytes[i] >= 64 ? 1L << (bytes[i] - 64) : 0;
            int step = i > from ? bytes[i] - bytes[i - 1] : 9;
            steps += step >= -1 && step <= 1 ? 1 : 0;
        }
        int distinct = Long.bitCount(low) + Long.bitCount(high);
        return distinct < Math.min(FEWEST_DISTINCT, to - from) || steps * 3 > (to - from) * 2;
    }
}
