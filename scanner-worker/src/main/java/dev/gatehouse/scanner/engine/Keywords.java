package dev.gatehouse.scanner.engine;

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
    private static final int PART = 4;
    private static final int SHORTEST = 3;
    private static final int CLASS_BITS = 6;
    private static final int CLASS_MASK = (1 << CLASS_BITS) - 1;
    private static final int KEY_MASK = (1 << (PART * CLASS_BITS)) - 1;
    /** 32 KB: what stays in the nearest cache. */
    private static final int FILTER_BITS = 18;

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
    private final byte[] classes = new byte[256];
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
        fillClasses();
        for (int i = 0; filtered && i < bytesOfWords.length; i++) {
            add(i);
        }
    }

    /** Gives each byte that stands in a keyword a class; where there are too many, some share one, which does no harm. */
    private void fillClasses() {
        for (int i = 0; i < folded.length; i++) {
            folded[i] = (byte) (i >= 'A' && i <= 'Z' ? i + 32 : i);
        }
        int count = 0;
        for (byte[] word : bytesOfWords) {
            for (byte b : word) {
                if (classes[b & 0xff] == 0) {
                    classes[b & 0xff] = (byte) (1 + count++ % CLASS_MASK);
                }
            }
        }
        for (int i = 'A'; i <= 'Z'; i++) {
            classes[i] = classes[i + 32];
        }
    }

    private void add(int index) {
        byte[] word = bytesOfWords[index];
        offsets[index] = Rarity.rarest(word, PART);
        int key = 0;
        for (int i = offsets[index]; i < Math.min(offsets[index] + PART, word.length); i++) {
            key = (key << CLASS_BITS) | classes[word[i] & 0xff];
        }
        if (word.length >= PART) {
            put(key, index);
        }
        for (int next = 0; word.length == SHORTEST && next <= CLASS_MASK; next++) {
            put((key << CLASS_BITS) | next, index);
        }
    }

    private void put(int key, int index) {
        if (2 * ++used > keys.length) {
            grow();
        }
        int bit = hash(key) >>> (32 - FILTER_BITS);
        filter[bit >> 6] |= 1L << bit;
        int other = key * OTHER >>> (32 - FILTER_BITS);
        second[other >> 6] |= 1L << other;
        int slot = slot(key);
        keys[slot] = key + 1;
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
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i] - 1);
                keys[slot] = oldKeys[i];
                buckets[slot] = oldBuckets[i];
            }
        }
    }

    private static int hash(int key) {
        return key * GOLDEN;
    }

    /** Where a key stands, or would. */
    private int slot(int key) {
        int slot = hash(key) >>> (32 - bucketBits);
        while (keys[slot] != 0 && keys[slot] != key + 1) {
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
        int at = part(bytes, from, to);
        while (at >= 0 && compare(bytes, at, from, to, hits)) {
            at = part(bytes, at + 1, to);
        }
    }

    /** The next place where some keyword's part may stand; -1: none. A method of its own, so that its loop is compiled tight. */
    private int part(byte[] bytes, int from, int to) {
        if (from + PART > to) {
            return from + SHORTEST <= to ? from : -1;
        }
        byte[] of = classes;
        long[] bits = filter;
        int key = (of[bytes[from] & 0xff] << (2 * CLASS_BITS))
                | (of[bytes[from + 1] & 0xff] << CLASS_BITS)
                | of[bytes[from + 2] & 0xff];
        for (int i = from + SHORTEST; i < to; i++) {
            key = ((key << CLASS_BITS) | of[bytes[i] & 0xff]) & KEY_MASK;
            int bit = hash(key) >>> (32 - FILTER_BITS);
            if (((bits[bit >> 6] >>> bit) & 1) != 0 && isSecond(key)) {
                return i - SHORTEST;
            }
        }
        return to - SHORTEST;
    }

    private boolean isSecond(int key) {
        int other = key * OTHER >>> (32 - FILTER_BITS);
        return ((second[other >> 6] >>> other) & 1) != 0;
    }

    private boolean compare(byte[] bytes, int at, int from, int to, Automaton.Hits hits) {
        int key = 0;
        for (int i = at; i < at + PART; i++) {
            key = (key << CLASS_BITS) | (i < to ? classes[bytes[i] & 0xff] : 0);
        }
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
