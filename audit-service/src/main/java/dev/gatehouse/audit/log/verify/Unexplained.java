package dev.gatehouse.audit.log.verify;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Erased events that no later event has named yet: a bit each, in pages, as neighbours are often erased together. */
final class Unexplained {
    private static final int PAGE = 4_096;

    private final TreeMap<Long, long[]> pages = new TreeMap<>();

    void add(long index) {
        long[] bits = pages.computeIfAbsent(index / PAGE, page -> new long[PAGE / Long.SIZE]);
        int bit = (int) (index % PAGE);
        bits[bit / Long.SIZE] |= 1L << bit;
    }

    /** An event names these. */
    void explained(Erasure.Range range) {
        var touched = pages.subMap(range.first() / PAGE, true, range.last() / PAGE, true)
                .entrySet()
                .iterator();
        while (touched.hasNext()) {
            Map.Entry<Long, long[]> page = touched.next();
            long begin = page.getKey() * PAGE;
            int from = (int) Math.max(0, range.first() - begin);
            int to = (int) Math.min(PAGE - 1, range.last() - begin);
            if (clear(page.getValue(), from, to)) {
                touched.remove();
            }
        }
    }

    /** Clears bits, both ends included; whether none is left then. */
    private static boolean clear(long[] bits, int from, int to) {
        for (int bit = from; bit <= to; bit++) {
            bits[bit / Long.SIZE] &= ~(1L << bit);
        }
        for (long each : bits) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    boolean isEmpty() {
        return pages.isEmpty();
    }

    /** The first of them. */
    OptionalLong first() {
        Map.Entry<Long, long[]> page = pages.firstEntry();
        if (page == null) {
            return OptionalLong.empty();
        }
        int word = 0;
        while (page.getValue()[word] == 0) {
            word++;
        }
        return OptionalLong.of(
                page.getKey() * PAGE + word * (long) Long.SIZE + Long.numberOfTrailingZeros(page.getValue()[word]));
    }
}
