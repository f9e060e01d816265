package dev.gatehouse.audit.tlog;

import java.util.OptionalLong;

/** Sizes and indexes as text: ASCII digits, without a leading zero. */
final class DecimalText {
    private static final int MAX_DIGITS = 19;

    private DecimalText() {}

    /** The number, if the text is the one way to write a number of 0 to 2^63 - 1. */
    static OptionalLong parse(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || (text.charAt(0) == '0' && text.length() > 1)) {
            return OptionalLong.empty();
        }
        long number = Long.parseUnsignedLong(text);
        return number < 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
