package dev.gatehouse.scanner.engine;

import java.util.zip.CRC32;

/** Checksums in tokens. A right one makes a finding sure; a wrong one says nothing, since samples seldom have a right one. */
enum Checksum {
    /** None is known. */
    NONE {
        @Override
        boolean holds(byte[] bytes, int from, int to) {
            return false;
        }
    },
    /** GitHub's and npm's: the last six are the CRC-32 of what stands after the prefix, in base 62. */
    GITHUB {
        @Override
        boolean holds(byte[] bytes, int from, int to) {
            int start = lastIndexOf(bytes, '_', from, to) + 1;
            return to - start > DIGITS_62
                    && isNumber(bytes, to - DIGITS_62, to, crc(bytes, start, to - DIGITS_62), BASE_62);
        }
    },
    /** GitLab's routable tokens: the last seven are the CRC-32 of all before, in base 36. */
    GITLAB {
        @Override
        boolean holds(byte[] bytes, int from, int to) {
            return to - from > DIGITS_36
                    && isNumber(bytes, to - DIGITS_36, to, crc(bytes, from, to - DIGITS_36), BASE_36);
        }
    };

    private static final int DIGITS_62 = 6;
    private static final int DIGITS_36 = 7;
    private static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    /** Whether a token's checksum is right. */
    abstract boolean holds(byte[] bytes, int from, int to);

    /** The checksum of a name in a rule file; NONE for a name that nobody knows. */
    static Checksum named(String name) {
        return switch (name) {
            case "github", "npm" -> GITHUB;
            case "gitlab" -> GITLAB;
            default -> NONE;
        };
    }

    private static int lastIndexOf(byte[] bytes, char c, int from, int to) {
        int at = to - 1;
        while (at >= from && bytes[at] != c) {
            at--;
        }
        return at < from ? from - 1 : at;
    }

    private static long crc(byte[] bytes, int from, int to) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, to - from);
        return crc.getValue();
    }

    private static boolean isNumber(byte[] bytes, int from, int to, long number, String digits) {
        long left = number;
        for (int i = to - 1; i >= from; i--) {
            if (bytes[i] != digits.charAt((int) (left % digits.length()))) {
                return false;
            }
            left /= digits.length();
        }
        return left == 0;
    }
}
