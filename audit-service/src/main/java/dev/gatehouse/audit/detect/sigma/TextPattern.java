package dev.gatehouse.audit.detect.sigma;

import java.util.Locale;

/**
 * A text with Sigma's wildcards: {@code *} stands for any characters, {@code ?} for one. A backslash before one of them,
 * or before a backslash, makes it plain; before anything else it is plain itself.
 */
final class TextPattern {
    private static final char ANY = '*';
    private static final char ONE = '?';

    private final char[] text;
    private final boolean[] wild;
    private final boolean ignoreCase;

    private TextPattern(char[] text, boolean[] wild, boolean ignoreCase) {
        this.text = text;
        this.wild = wild;
        this.ignoreCase = ignoreCase;
    }

    /**
     * The pattern of a text as it stands in a rule, with anything before it and after it where that is asked for.
     *
     * @throws IllegalArgumentException it holds one of the few characters whose lower case is two
     */
    static TextPattern of(String written, boolean openStart, boolean openEnd, boolean ignoreCase) {
        StringBuilder text = new StringBuilder();
        StringBuilder wild = new StringBuilder();
        if (openStart) {
            append(text, wild, ANY, true);
        }
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\' && i + 1 < written.length() && isSpecial(written.charAt(i + 1))) {
                i++;
                append(text, wild, written.charAt(i), false);
            } else {
                append(text, wild, c, c == ANY || c == ONE);
            }
        }
        if (openEnd) {
            append(text, wild, ANY, true);
        }
        boolean[] flags = new boolean[wild.length()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = wild.charAt(i) == '1';
        }
        String compared = ignoreCase ? fold(text.toString()) : text.toString();
        if (compared.length() != flags.length) {
            throw new IllegalArgumentException("a character's lower case has another length");
        }
        return new TextPattern(compared.toCharArray(), flags, ignoreCase);
    }

    private static boolean isSpecial(char c) {
        return c == ANY || c == ONE || c == '\\';
    }

    private static void append(StringBuilder text, StringBuilder wild, char c, boolean isWild) {
        text.append(c);
        wild.append(isWild ? '1' : '0');
    }

    /** Whether it is a plain text, compared without regard to case. */
    boolean isPlain() {
        for (boolean flag : wild) {
            if (flag) {
                return false;
            }
        }
        return ignoreCase;
    }

    /** The text of a plain pattern in the form in which texts are compared. */
    String folded() {
        return new String(text);
    }

    /** A text in the form in which texts are compared where case does not matter. */
    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Whether all of the text is as the pattern says; in time of at most the product of their lengths. */
    boolean matches(String given) {
        String value = ignoreCase ? fold(given) : given;
        int at = 0;
        int pattern = 0;
        int lastStar = -1;
        int afterStar = 0;
        while (at < value.length()) {
            if (pattern < text.length && wild[pattern] && text[pattern] == ANY) {
                lastStar = pattern++;
                afterStar = at;
            } else if (pattern < text.length && matchesOne(pattern, value.charAt(at))) {
                pattern++;
                at++;
            } else if (lastStar >= 0) {
                pattern = lastStar + 1;
                at = ++afterStar;
            } else {
                return false;
            }
        }
        while (pattern < text.length && wild[pattern] && text[pattern] == ANY) {
            pattern++;
        }
        return pattern == text.length;
    }

    private boolean matchesOne(int pattern, char c) {
        return wild[pattern] ? text[pattern] == ONE : text[pattern] == c;
    }
}
