package dev.gatehouse.scanner.engine;

/** How rare some bytes are in code, configuration and prose. An estimate: it decides how fast something is, never what is found. */
final class Rarity {
    /** Logarithms of how often a byte stands in such text, about; the letters from a to z. */
    private static final double[] LETTERS = letters(
            7.2, 1.4, 4.0, 3.2, 11.2, 2.0, 2.0, 2.4, 6.8, 0.2, 0.8, 4.0, 2.6, 6.4, 6.2, 2.8, 0.25, 6.0, 6.2, 8.2, 2.6,
            1.1, 0.9, 0.8, 1.5, 0.3);

    private static final double OTHER = Math.log(0.004);
    private static final double SPACE = Math.log(0.15);
    private static final double DIGIT = Math.log(0.006);
    private static final double MARK = Math.log(0.012);
    /** A space, dash or digit is most often followed by its like. */
    private static final double AGAIN = Math.log(0.4);

    private Rarity() {}

    private static double[] letters(double... percents) {
        double[] logs = new double[percents.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(percents[i] / 100);
        }
        return logs;
    }

    /** Where in a word of lower-case bytes its rarest part of a length begins; 0 where the word is no longer than that. */
    static int rarest(byte[] word, int length) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int from = 0; from + length <= word.length; from++) {
            double often = often(word, from, from + length);
            if (often < least) {
                least = often;
                best = from;
            }
        }
        return best;
    }

    private static double often(byte[] word, int from, int to) {
        double sum = alone(word[from]);
        for (int i = from + 1; i < to; i++) {
            sum += behind(word[i - 1], word[i]);
        }
        return sum;
    }

    private static double alone(byte b) {
        if (isLetter(b)) {
            return LETTERS[b - 'a'];
        }
        return switch (b) {
            case ' ', '\n', '\t' -> SPACE;
            case '.', '-', '/', '*', '"', '(', ')', '=', ',', ';', ':' -> MARK;
            default -> b >= '0' && b <= '9' ? DIGIT : OTHER;
        };
    }

    private static double behind(byte first, byte second) {
        if (isLetter(first) && isLetter(second)) {
            return alone(second) + Bigrams.of(first, second);
        }
        return first == second && !isLetter(first) ? AGAIN : alone(second);
    }

    private static boolean isLetter(byte b) {
        return b >= 'a' && b <= 'z';
    }
}
