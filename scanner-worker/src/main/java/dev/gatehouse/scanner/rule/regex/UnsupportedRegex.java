package dev.gatehouse.scanner.rule.regex;

/** An expression outside the subset. The message says what, and at which character. */
public final class UnsupportedRegex extends RuntimeException {
    UnsupportedRegex(String what, int at) {
        super(what + " at character " + (at + 1));
    }
}
