package dev.gatehouse.audit.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * What must be remembered of a growing tree to know its root: the roots of its perfect subtrees, the largest (leftmost)
 * first. At most 63 hashes. Not for use by several threads.
 */
public final class Frontier {
    private final List<Hash> nodes;
    private long size;

    private Frontier(long size, List<Hash> nodes) {
        this.size = size;
        this.nodes = new ArrayList<>(nodes);
    }

    /** A tree without leaves. */
    public static Frontier empty() {
        return new Frontier(0, List.of());
    }

    /**
     * A tree whose perfect subtrees are known.
     *
     * @param size its leaves, 0 or more
     * @param nodes the subtrees' roots, from left to right: one for each bit that is set in the size
     * @throws IllegalArgumentException another number of nodes than the size has
     */
    public static Frontier of(long size, List<Hash> nodes) {
        if (size < 0 || Long.bitCount(size) != nodes.size()) {
            throw new IllegalArgumentException("a tree of size " + size + " has not " + nodes.size() + " subtrees");
        }
        return new Frontier(size, nodes);
    }

    /** Adds a leaf, by its hash, at the right. */
    public void append(Hash leaf) {
        append(leaf, (height, root) -> {});
    }

    /** Adds a leaf, and tells of each perfect subtree that it completes, beginning with the leaf itself. */
    void append(Hash leaf, Completion completion) {
        Hash carry = leaf;
        completion.completed(0, carry);
        int carries = Long.numberOfTrailingZeros(~size);
        size = Math.incrementExact(size);
        for (int height = 1; height <= carries; height++) {
            carry = MerkleHash.node(nodes.removeLast(), carry);
            completion.completed(height, carry);
        }
        nodes.add(carry);
    }

    /** The leaves. */
    public long size() {
        return size;
    }

    /** The tree's root. */
    public Hash root() {
        if (nodes.isEmpty()) {
            return MerkleHash.emptyRoot();
        }
        Hash root = nodes.getLast();
        for (Hash left : nodes.reversed().subList(1, nodes.size())) {
            root = MerkleHash.node(left, root);
        }
        return root;
    }

    /** The perfect subtrees' roots now, from left to right. */
    public List<Hash> nodes() {
        return List.copyOf(nodes);
    }

    /** The same tree, to grow apart from this one. */
    public Frontier copy() {
        return new Frontier(size, nodes);
    }

    /** Hears of perfect subtrees as they are completed. */
    interface Completion {
        void completed(int height, Hash root);
    }
}
