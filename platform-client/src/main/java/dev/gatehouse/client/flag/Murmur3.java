package dev.gatehouse.client.flag;

import java.nio.charset.StandardCharsets;

/** MurmurHash3, x86, 32 bits, seed 0 (https://github.com/aappleby/smhasher), which flagd distributes by. No cryptographic hash. */
final class Murmur3 {
    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private Murmur3() {}

    /** The hash of a text's UTF-8, from 0 to 2^32 - 1. */
    static long of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int whole = bytes.length / 4 * 4;
        int hash = 0;
        for (int at = 0; at < whole; at += 4) {
            hash ^= mixed(word(bytes, at, 4));
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        if (bytes.length > whole) {
            hash ^= mixed(word(bytes, whole, bytes.length - whole));
        }
        return Integer.toUnsignedLong(finished(hash ^ bytes.length));
    }

    private static int word(byte[] bytes, int at, int count) {
        int word = 0;
        for (int i = count - 1; i >= 0; i--) {
            word = (word << 8) | (bytes[at + i] & 0xff);
        }
        return word;
    }

    private static int mixed(int word) {
        return Integer.rotateLeft(word * C1, 15) * C2;
    }

    private static int finished(int hash) {
        int h = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
