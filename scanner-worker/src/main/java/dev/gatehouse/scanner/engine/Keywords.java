package dev.gatehouse.scanner.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds every occurrence of thousands of keywords, letters in any case. Where each has at least three bytes, a table of one bit
 * for each four bytes, hashed, that some keyword is known by is asked at every place, and only where it says yes the keywords
 * of those four are compared. A longer keyword is known by those four of its bytes that are the rarest in ordinary text.
 * Shorter keywords make it use the {@link Automaton}, whose every step waits for the one before.
 */
final class Keywords {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PART = 4;
    private static final int SHORTEST = 3;
    /** Makes letters small, and some other bytes alike, which does no harm. */
    private static final int FOLD = 0x20202020;

    private static final int FOLD_BYTE = 0x20;
    /** 64 KB. */
    private static final int FILTER_BITS = 19;

    private static final int GOLDEN = 0x9E3779B1;
    private static final int OTHER = 0x85EBCA6B;
    private static final int[] NONE = {};

    private final List<String> words;
    private final byte[][] bytesOfWords;
    /** Where in each keyword the part is that it is known by. */
    private final int[] offsets;

    private final Automaton automaton;
    private final boolean filtered;
    private final byte[] folded = new byte[256];
    private final long[] filter = new long[1 << (FILTER_BITS - 6)];
    /** Asked where the first one says yes: by another hash it tells most of what only looked alike. */
    private final long[] second = new long[1 << (FILTER_BITS - 6)];

    private int bucketBits = 8;
    private int[] keys = new int[1 << bucketBits];
    private int[][] buckets = new int[1 << bucketBits][];
    private int used;

    /** Keywords of lower-case bytes; they are known by their index. */
    Keywords(List<String> words) {
        this.words = List.copyOf(words);
        bytesOfWords = words.stream()
                .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
        offsets = new int[bytesOfWords.length];
        filtered = words.stream().allMatch(word -> word.length() >= SHORTEST);
        automaton = new Automaton(filtered ? List.of() : words);
        for (int i = 0; i < folded.length; i++) {
            folded[i] = (byte) (i >= 'A' && i <= 'Z' ? i + FOLD_BYTE : i);
        }
        for (int i = 0; filtered && i < bytesOfWords.length; i++) {
            add(i);
        }
    }

    private void add(int index) {
        byte[] word = bytesOfWords[index];
        offsets[index] = Rarity.rarest(word, PART);
        if (word.length >= PART) {
            put((int) INTS.get(word, offsets[index]) | FOLD, index);
            return;
        }
        int start = three(word, 0);
        for (int next = 0; next <= 0xff; next++) {
            if ((next & FOLD_BYTE) != 0) {
                put(start | (next << 24), index);
            }
        }
    }

    /** Three bytes, with nothing behind them. */
    private static int three(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8) | ((bytes[at + 2] & 0xff) << 16) | FOLD;
    }

    private void put(int key, int index) {
        if (2 * ++used > keys.length) {
            grow();
        }
        int bit = (key * GOLDEN) >>> (32 - FILTER_BITS);
        filter[bit >> 6] |= 1L << bit;
        int other = (key * OTHER) >>> (32 - FILTER_BITS);
        second[other >> 6] |= 1L << other;
        int slot = slot(key);
        keys[slot] = key;
        int[] bucket = buckets[slot] == null ? NONE : buckets[slot];
        buckets[slot] = Arrays.copyOf(bucket, bucket.length + 1);
        buckets[slot][bucket.length] = index;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[][] oldBuckets = buckets;
        bucketBits++;
        keys = new int[1 << bucketBits];
        buckets = new int[1 << bucketBits][];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldBuckets[i] != null) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                buckets[slot] = oldBuckets[i];
            }
        }
    }

    /** Where a key stands, or would. */
    private int slot(int key) {
        int slot = (key * GOLDEN) >>> (32 - bucketBits);
        while (buckets[slot] != null && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    List<String> words() {
        return words;
    }

    /** Tells of every keyword that lies in the bytes; of those that stand close to each other in any order. */
    void run(byte[] bytes, int from, int to, Automaton.Hits hits) {
        if (!filtered) {
            automaton.run(bytes, from, to, hits);
            return;
        }
        for (int at = part(bytes, from, to); at >= 0; at = part(bytes, at + 1, to)) {
            if (!compare((int) INTS.get(bytes, at) | FOLD, bytes, at, from, to, hits)) {
                return;
            }
        }
        int last = to - SHORTEST;
        if (last >= from) {
            var _ = compare(three(bytes, last), bytes, last, from, to, hits);
        }
    }

    /** The next place where some keyword's part may stand; -1: none. A method of its own, so that its loop is compiled tight. */
    private int part(byte[] bytes, int from, int to) {
        long[] bits = filter;
        for (int at = from; at <= to - PART; at++) {
            int key = (int) INTS.get(bytes, at) | FOLD;
            int bit = (key * GOLDEN) >>> (32 - FILTER_BITS);
            if (((bits[bit >> 6] >>> bit) & 1) != 0 && isSecond(key)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isSecond(int key) {
        int other = (key * OTHER) >>> (32 - FILTER_BITS);
        return ((second[other >> 6] >>> other) & 1) != 0;
    }

    private boolean compare(int key, byte[] bytes, int at, int from, int to, Automaton.Hits hits) {
        int[] bucket = buckets[slot(key)];
        if (bucket != null) {
            for (int index : bucket) {
                byte[] word = bytesOfWords[index];
                int start = at - offsets[index];
                if (start >= from && stands(word, bytes, start, to) && !hits.hit(index, start, start + word.length)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean stands(byte[] word, byte[] bytes, int start, int to) {
        if (start + word.length > to) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (folded[bytes[start + i] & 0xff] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
