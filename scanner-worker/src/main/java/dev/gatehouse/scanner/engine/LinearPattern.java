package dev.gatehouse.scanner.engine;

import com.google.re2j.Pattern;

/**
 * An expression for RE2/J, which knows no regions: from the text's beginning, and from its second character, so that the first
 * can tell whether a word begins.
 */
record LinearPattern(Pattern atStart, Pattern afterOne) {
    static LinearPattern of(String regex) {
        return new LinearPattern(Pattern.compile(regex), Pattern.compile("(?s:.)(?:" + regex + ")"));
    }
}
