package dev.gatehouse.scanner.engine;

import dev.gatehouse.scanner.rule.regex.Follow;

/** The cheap look at what follows a keyword. */
final class FollowCheck {
    private static final int BETWEEN = 1;
    private static final int REQUIRED = 2;

    private final byte[] table = new byte[256];
    private final int gap;
    private final int run;

    FollowCheck(Follow follow) {
        gap = follow.gap();
        run = follow.run();
        for (int i = 0; i < table.length; i++) {
            int bits = follow.between().contains(i) ? BETWEEN : 0;
            table[i] = (byte) (bits | (follow.required().contains(i) ? REQUIRED : 0));
        }
    }

    /** Whether a match is possible, the keyword ending before {@code at}. */
    boolean passes(byte[] bytes, int at, int length) {
        if (run == 0) {
            return true;
        }
        int last = Math.min(at + gap, length - run);
        for (int i = at; i <= last; i++) {
            int bits = table[bytes[i] & 0xff];
            if ((bits & REQUIRED) != 0 && runsFrom(bytes, i)) {
                return true;
            }
            if ((bits & BETWEEN) == 0) {
                return false;
            }
        }
        return false;
    }

    private boolean runsFrom(byte[] bytes, int at) {
        for (int i = at + 1; i < at + run; i++) {
            if ((table[bytes[i] & 0xff] & REQUIRED) == 0) {
                return false;
            }
        }
        return true;
    }
}
