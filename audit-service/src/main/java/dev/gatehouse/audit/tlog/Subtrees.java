package dev.gatehouse.audit.tlog;

import java.util.ArrayList;
import java.util.List;

/** A range of leaves as perfect subtrees, and the hash over such a range. */
final class Subtrees {
    private Subtrees() {}

    /**
     * The roots of the perfect subtrees that a range of leaves consists of, from left to right. The range is one of
     * RFC 6962's: it begins at a multiple of the smallest power of two that is not smaller than its length.
     */
    static List<Hash> roots(long begin, long end, HashTiles tiles) {
        List<Hash> roots = new ArrayList<>();
        long from = begin;
        while (from < end) {
            int height = Long.SIZE - 1 - Long.numberOfLeadingZeros(end - from);
            roots.add(tiles.subtree(height, from >>> height));
            from += 1L << height;
        }
        return roots;
    }

    /** The hash over such a range that is not empty: {@code MTH(D[begin:end])}. */
    static Hash hash(long begin, long end, HashTiles tiles) {
        return Frontier.of(end - begin, roots(begin, end, tiles)).root();
    }
}
