package dev.gatehouse.audit.query;

import static dev.gatehouse.audit.query.QueryRefused.require;

/**
 * What a text must be: exactly this, or with {@code *} for any number of any characters. There is no escape: a star that
 * is meant literally is matched by a star.
 *
 * @param pattern 1 to {@value #MAX_LENGTH} characters, no control characters, at most {@value #MAX_STARS} stars
 */
public record TextFilter(String pattern) {
    /** Characters that a pattern may have. */
    public static final int MAX_LENGTH = 2_048;
    /** Stars that a pattern may have. */
    public static final int MAX_STARS = 16;

    /** Matches each text, also the empty one. */
    public static final TextFilter ANY = new TextFilter("*");

    /** @throws QueryRefused the pattern is empty, too long or no clean text */
    public TextFilter {
        check("filter", pattern);
    }

    /**
     * A filter that came in under a name.
     *
     * @throws QueryRefused the pattern is not one; the name is the field's
     */
    public static TextFilter of(String field, String pattern) {
        check(field, pattern);
        return new TextFilter(pattern);
    }

    /** Whether it has a star. */
    public boolean isGlob() {
        return pattern.indexOf('*') >= 0;
    }

    /** Whether it matches each text. */
    public boolean isAny() {
        return pattern.chars().allMatch(c -> c == '*');
    }

    /** Whether a text is what it must be; goes back to the last star only, so that no pattern makes it explode. */
    public boolean matches(String text) {
        int at = 0;
        int next = 0;
        int afterStar = -1;
        int resume = 0;
        while (at < text.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
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
        return pattern.chars().skip(next).allMatch(c -> c == '*');
    }

    private static void check(String field, String pattern) {
        requireText(field, pattern, MAX_LENGTH);
        long stars = pattern.chars().filter(c -> c == '*').count();
        require(stars <= MAX_STARS, field, "must have at most " + MAX_STARS + " stars");
    }

    static void requireText(String field, String text, int maxLength) {
        require(!text.isEmpty() && text.length() <= maxLength, field, "must have 1 to " + maxLength + " characters");
        require(text.chars().noneMatch(Character::isISOControl), field, "must not have control characters");
        require(text.codePoints().noneMatch(TextFilter::isHalf), field, "must not have half of a surrogate pair");
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
