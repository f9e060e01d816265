package dev.gatehouse.audit.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes proofs from a log's hash tiles. A proof reads at most three tiles of each level, of which a tree of n leaves has
 * log(n)/8, each tile once. Nothing is kept between proofs. For use by several threads if the reader is.
 */
public final class ProofBuilder {
    private final TileReader reader;
    private final long available;

    /**
     * Proofs of a log.
     *
     * @param reader where its hash tiles are
     * @param available a size whose tiles are all there, such as the checkpoint's; proofs are of trees up to that size
     */
    public ProofBuilder(TileReader reader, long available) {
        if (available < 0) {
            throw new IllegalArgumentException("a size is not negative");
        }
        this.reader = reader;
        this.available = available;
    }

    /**
     * Shows that a leaf stands in the tree of a size.
     *
     * @throws IllegalArgumentException the tree has no such leaf, or its tiles are not there yet
     * @throws BrokenTree a tile is missing or has the wrong size
     */
    public InclusionProof inclusion(long index, long size) {
        if (index < 0 || index >= size || size > available) {
            throw new IllegalArgumentException(
                    "no leaf " + index + " in size " + size + " of the " + available + " that are there");
        }
        List<Hash> hashes = new ArrayList<>();
        HashTiles tiles = new HashTiles(reader, available);
        long begin = 0;
        long end = size;
        while (end - begin > 1) {
            long middle = begin + split(end - begin);
            if (index < middle) {
                hashes.add(Subtrees.hash(middle, end, tiles));
                end = middle;
            } else {
                hashes.add(Subtrees.hash(begin, middle, tiles));
                begin = middle;
            }
        }
        return new InclusionProof(index, size, hashes.reversed());
    }

    /**
     * Shows that the tree of one size begins with that of a smaller one.
     *
     * @throws IllegalArgumentException the sizes are not in that order, or the tiles are not there yet
     * @throws BrokenTree a tile is missing or has the wrong size
     */
    public ConsistencyProof consistency(long first, long second) {
        if (first < 0 || first > second || second > available) {
            throw new IllegalArgumentException(
                    "no proof from " + first + " to " + second + " of the " + available + " that are there");
        }
        List<Hash> hashes = first == 0 ? List.of() : climb(first, second);
        return new ConsistencyProof(first, second, hashes);
    }

    /** {@code SUBPROOF(first, D[0:second], true)} of RFC 6962, from the root down, turned round. */
    private List<Hash> climb(long first, long second) {
        List<Hash> hashes = new ArrayList<>();
        HashTiles tiles = new HashTiles(reader, available);
        long begin = 0;
        long end = second;
        while (first < end) {
            long middle = begin + split(end - begin);
            if (first <= middle) {
                hashes.add(Subtrees.hash(middle, end, tiles));
                end = middle;
            } else {
                hashes.add(Subtrees.hash(begin, middle, tiles));
                begin = middle;
            }
        }
        if (begin > 0) {
            hashes.add(Subtrees.hash(begin, end, tiles));
        }
        return hashes.reversed();
    }

    /** The largest power of two that is smaller than a length of two or more. */
    private static long split(long length) {
        return Long.highestOneBit(length - 1);
    }
}
