package dev.gatehouse.audit.tlog;

import java.util.List;

/**
 * Shows that a tree begins with all leaves of an earlier one (RFC 6962, section 2.1.2). The empty tree is the beginning
 * of every tree, and each tree of itself; both have a proof without hashes.
 *
 * @param first the earlier tree's leaves, 0 or more
 * @param second the later tree's leaves, not fewer
 * @param hashes in the order of RFC 6962
 */
public record ConsistencyProof(long first, long second, List<Hash> hashes) {
    /** @throws InvalidFormat the tree would have shrunk */
    public ConsistencyProof {
        hashes = List.copyOf(hashes);
        if (first < 0 || second < first) {
            throw new InvalidFormat("consistency proof", "a tree does not grow from " + first + " to " + second);
        }
    }

    /** Whether the proof leads to both roots. */
    public boolean verifies(Hash firstRoot, Hash secondRoot) {
        if (first == 0) {
            return hashes.isEmpty() && firstRoot.equals(MerkleHash.emptyRoot());
        }
        if (first == second) {
            return hashes.isEmpty() && firstRoot.equals(secondRoot);
        }
        return !hashes.isEmpty() && leadsTo(firstRoot, secondRoot);
    }

    /** Follows RFC 9162, section 2.1.4.2. */
    private boolean leadsTo(Hash firstRoot, Hash secondRoot) {
        // The proof leaves the first root out where it is itself a node of the later tree.
        boolean perfect = Long.bitCount(first) == 1;
        Hash shared = perfect ? firstRoot : hashes.getFirst();
        List<Hash> rest = perfect ? hashes : hashes.subList(1, hashes.size());
        ProofPath path = new ProofPath(first - 1, second - 1);
        path.climbPerfectSubtree();
        Hash earlier = shared;
        Hash later = shared;
        for (Hash hash : rest) {
            if (path.atRoot()) {
                return false;
            }
            if (path.nextIsLeft()) {
                earlier = MerkleHash.node(hash, earlier);
                later = MerkleHash.node(hash, later);
            } else {
                later = MerkleHash.node(later, hash);
            }
            path.climb();
        }
        return path.atRoot() && earlier.equals(firstRoot) && later.equals(secondRoot);
    }
}
