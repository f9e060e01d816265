package dev.gatehouse.scanner.rule.regex;

/**
 * A literal that stands in a match at a known distance from its beginning.
 *
 * @param keyword in lower case
 * @param least the fewest bytes of the match before it
 * @param most the most
 * @param follow what must stand after it
 */
public record Anchor(String keyword, int least, int most, Follow follow) {}
