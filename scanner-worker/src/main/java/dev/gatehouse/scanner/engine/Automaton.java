package dev.gatehouse.scanner.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Aho-Corasick over bytes, letters in any case: every occurrence of many keywords in one pass. The transitions are one dense
 * table over classes of bytes; states in which a keyword ends have the highest numbers, so that one comparison tells them.
 * (Aho, Corasick: Efficient string matching, 1975.)
 */
final class Automaton {
    private static final int[] NONE = {};

    private final byte[] classes = new byte[256];
    private final int shift;
    private final int[] next;
    private final int firstEnding;
    private final int[][] endings;
    private final int[] lengths;

    /** Takes what was found. */
    interface Hits {
        /**
         * A keyword stands there.
         *
         * @param start where it begins
         * @param end the byte after it
         * @return whether to go on
         */
        boolean hit(int keyword, int start, int end);
    }

    /** An automaton for keywords of lower-case bytes; they are known by their index. */
    Automaton(List<String> keywords) {
        lengths = keywords.stream().mapToInt(String::length).toArray();
        int classCount = fillClasses(keywords);
        shift = 32 - Integer.numberOfLeadingZeros(Math.max(1, classCount - 1));
        Trie trie = new Trie(1 << shift);
        for (int i = 0; i < keywords.size(); i++) {
            trie.add(keywords.get(i), i, classes);
        }
        trie.link();
        int[] numbers = trie.endingLast();
        firstEnding = (trie.size - trie.endingCount()) << shift;
        next = new int[trie.size << shift];
        endings = new int[trie.endingCount()][];
        for (int state = 0; state < trie.size; state++) {
            int row = numbers[state] << shift;
            for (int c = 0; c < 1 << shift; c++) {
                next[row + c] = numbers[trie.next[(state << shift) + c]] << shift;
            }
            if (row >= firstEnding) {
                endings[(row - firstEnding) >> shift] = trie.endings.get(state);
            }
        }
    }

    private int fillClasses(List<String> keywords) {
        TreeSet<Integer> used = new TreeSet<>();
        keywords.forEach(word -> word.chars().forEach(c -> used.add(c & 0xff)));
        int count = 1;
        for (int b : used) {
            classes[b] = (byte) count;
            if (b >= 'a' && b <= 'z') {
                classes[b - 32] = (byte) count;
            }
            count++;
        }
        return count;
    }

    /** Runs over bytes from a fresh state, and tells of every keyword that lies in them. */
    void run(byte[] bytes, int from, int to, Hits hits) {
        byte[] of = classes;
        int[] table = next;
        int first = firstEnding;
        int state = 0;
        for (int i = from; i < to; i++) {
            state = table[state + (of[bytes[i] & 0xff] & 0xff)];
            if (state >= first) {
                for (int keyword : endings[(state - first) >> shift]) {
                    if (!hits.hit(keyword, i + 1 - lengths[keyword], i + 1)) {
                        return;
                    }
                }
            }
        }
    }

    int states() {
        return next.length >> shift;
    }

    /** The tree of keywords, and what it becomes by its links. */
    private static final class Trie {
        private final int width;
        private int[] next;
        private int size = 1;
        private final List<int[]> endings = new ArrayList<>(List.of(NONE));

        Trie(int width) {
            this.width = width;
            next = new int[width * 64];
        }

        void add(String word, int index, byte[] classes) {
            int state = 0;
            for (int i = 0; i < word.length(); i++) {
                int at = state * width + (classes[word.charAt(i) & 0xff] & 0xff);
                if (next[at] == 0) {
                    if ((size + 1) * width > next.length) {
                        next = Arrays.copyOf(next, next.length * 2);
                    }
                    next[at] = size++;
                    endings.add(NONE);
                }
                state = next[at];
            }
            endings.set(state, with(endings.get(state), new int[] {index}));
        }

        private static int[] with(int[] some, int[] further) {
            int[] all = Arrays.copyOf(some, some.length + further.length);
            System.arraycopy(further, 0, all, some.length, further.length);
            return all;
        }

        /** Fills every missing transition with that of the longest suffix. */
        void link() {
            int[] suffix = new int[size];
            ArrayDeque<Integer> queue = new ArrayDeque<>();
            for (int c = 0; c < width; c++) {
                if (next[c] != 0) {
                    queue.add(next[c]);
                }
            }
            while (!queue.isEmpty()) {
                int state = queue.remove();
                int shorter = suffix[state];
                endings.set(state, with(endings.get(state), endings.get(shorter)));
                for (int c = 0; c < width; c++) {
                    int at = state * width + c;
                    int fallback = next[shorter * width + c];
                    if (next[at] == 0) {
                        next[at] = fallback;
                    } else {
                        suffix[next[at]] = fallback;
                        queue.add(next[at]);
                    }
                }
            }
        }

        int endingCount() {
            return (int) endings.stream().filter(some -> some.length > 0).count();
        }

        /** New numbers for the states: the root stays 0, those in which a keyword ends come last. */
        int[] endingLast() {
            int[] numbers = new int[size];
            int plain = 0;
            int ending = size - endingCount();
            for (int state = 0; state < size; state++) {
                numbers[state] = endings.get(state).length > 0 ? ending++ : plain++;
            }
            return numbers;
        }
    }
}
