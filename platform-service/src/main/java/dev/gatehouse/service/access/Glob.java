package dev.gatehouse.service.access;

/**
 * A pattern for one segment of a name: {@code *} stands for any number of characters, and alone for at least one.
 *
 * <p>Matching goes back to the last star only, so its cost is bounded by the product of both lengths: no pattern makes
 * it explode.
 */
record Glob(String pattern) {
    private static final char STAR = '*';

    /** Whether it matches every segment. */
    boolean any() {
        return pattern.equals("*");
    }

    boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    /** Whether it matches the part of the text between the two positions. */
    boolean matches(String text, int from, int to) {
        if (pattern.indexOf(STAR) < 0) {
            return to - from == pattern.length() && text.startsWith(pattern, from);
        }
        return to > from && matchesStars(text, from, to);
    }

    private boolean matchesStars(String text, int from, int to) {
        int at = from;
        int next = 0;
        int afterStar = -1;
        int resume = from;
        while (at < to) {
            if (next < pattern.length() && pattern.charAt(next) == STAR) {
                next++;
                afterStar = next;
                resume = at;
            } else if (next < pattern.length() && pattern.charAt(next) == text.charAt(at)) {
                next++;
                at++;
            } else if (afterStar >= 0) {
                resume++;
                at = resume;
                next = afterStar;
            } else {
                return false;
            }
        }
        return onlyStarsFrom(next);
    }

    private boolean onlyStarsFrom(int position) {
        for (int i = position; i < pattern.length(); i++) {
            if (pattern.charAt(i) != STAR) {
                return false;
            }
        }
        return true;
    }
}
