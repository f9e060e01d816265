package dev.gatehouse.scanner.engine;

import java.util.List;

/**
 * Whether a string looks like a random token rather than like a word, a name, a path, a hash or a UUID. It adds up what each
 * step from one character to the next says; entropy alone can't tell a long identifier from a token.
 */
final class TokenLikelihood {
    /** What stands before a hash that is no secret. */
    private static final Automaton HASH_NAMES = new Automaton(List.of(
            "sha1",
            "sha-1",
            "sha2",
            "sha5",
            "sha_",
            "md5",
            "hash",
            "digest",
            "checksum",
            "integrity",
            "etag",
            "commit",
            "revision",
            "fingerprint",
            "thumbprint",
            "uuid",
            "guid",
            "nonce",
            "csrf",
            "public_key",
            "publickey",
            "public-key"));

    private static final int NAME_BEFORE = 48;
    /** Above this the average step is one of words. */
    private static final double WORDS = 0.05;

    private static final double DIGIT_STEP = -0.9;
    private static final double CASE_STEP = -0.5;
    private static final double SHORTEST_OF_LETTERS = 16;

    private TokenLikelihood() {}

    /** Why the secret is not likely one; empty if it is. The match begins at {@code start}. */
    static String whyNot(byte[] bytes, int start, int from, int to) {
        if (isUuid(bytes, from, to)) {
            return "it is a UUID";
        }
        if (isHex(bytes, from, to) && namesAHash(bytes, start, from)) {
            return "it is a hash, as its name says";
        }
        if (hasTwoDots(bytes, from, to) && !isJwt(bytes, from)) {
            return "it is a dotted name";
        }
        return score(bytes, from, to) > WORDS ? "it looks like words" : shape(bytes, from, to);
    }

    private static String shape(byte[] bytes, int from, int to) {
        int digits = 0;
        int letters = 0;
        int separators = 0;
        for (int i = from; i < to; i++) {
            int c = bytes[i];
            digits += isDigit(c) ? 1 : 0;
            letters += isLetter(c) ? 1 : 0;
            separators += c == '/' || c == '_' || c == '-' || c == '.' || c == ':' ? 1 : 0;
        }
        int length = to - from;
        if (letters == 0 && digits >= length - 2) {
            return "it is a number";
        }
        if (digits == 0
                && letters + separators == length
                && (length < SHORTEST_OF_LETTERS || separators * 6 > length)) {
            return "it is words and separators";
        }
        boolean callOrIndex = bytes[to - 1] == '(' || bytes[to - 1] == '[';
        return callOrIndex ? "it is code" : "";
    }

    /** The average of what the steps say; above 0: words. */
    static double score(byte[] bytes, int from, int to) {
        double sum = 0;
        int steps = 0;
        for (int i = from + 1; i < to; i++) {
            int before = bytes[i - 1];
            int now = bytes[i];
            if (isLetter(before) && isLetter(now)) {
                boolean camel = isLower(before) && isUpper(now);
                boolean shout = i - 2 >= from && isUpper(before) && isLower(now) && isUpper(bytes[i - 2]);
                sum += camel || shout ? CASE_STEP : Bigrams.of(before, now);
                steps++;
            } else if (isDigit(before) != isDigit(now) && (isLetter(before) || isLetter(now))) {
                sum += DIGIT_STEP;
                steps++;
            } else if (isDigit(before) && isDigit(now)) {
                sum += DIGIT_STEP / 2;
                steps++;
            }
        }
        return steps == 0 ? 0 : sum / steps;
    }

    private static boolean isUuid(byte[] bytes, int from, int to) {
        if (to - from != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen != (bytes[from + i] == '-') || (!hyphen && !isHexDigit(bytes[from + i]))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isHexDigit(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean namesAHash(byte[] bytes, int start, int from) {
        boolean[] found = new boolean[1];
        HASH_NAMES.run(bytes, Math.max(0, Math.min(start, from) - NAME_BEFORE), from, (word, at, end) -> {
            boolean sameLine = true;
            for (int i = end; i < from; i++) {
                sameLine &= bytes[i] != '\n';
            }
            found[0] = sameLine;
            return !sameLine;
        });
        return found[0];
    }

    private static boolean hasTwoDots(byte[] bytes, int from, int to) {
        int dots = 0;
        int separated = 0;
        for (int i = from; i < to; i++) {
            dots += bytes[i] == '.' ? 1 : 0;
            separated += isDigit(bytes[i]) ? 1 : 0;
        }
        return dots >= 2 && separated * 8 < to - from;
    }

    private static boolean isJwt(byte[] bytes, int from) {
        return bytes[from] == 'e' && bytes[from + 1] == 'y';
    }

    private static boolean isHexDigit(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLetter(int c) {
        return isLower(c) || isUpper(c);
    }
}
