package dev.gatehouse.audit.tlog;

import java.util.List;
import java.util.Optional;

/**
 * Shows that a leaf stands in a tree (RFC 6962, section 2.1.1).
 *
 * @param index the leaf's place, from 0
 * @param size the tree's leaves, more than the index
 * @param hashes from the leaf's sibling up to the root's child
 */
public record InclusionProof(long index, long size, List<Hash> hashes) {
    /** The most hashes that a proof of a tree can have. */
    public static final int MAX_HASHES = 63;

    /** @throws InvalidFormat the tree has no such place */
    public InclusionProof {
        hashes = List.copyOf(hashes);
        if (index < 0 || index >= size) {
            throw new InvalidFormat("inclusion proof", "there is no index " + index + " in a tree of size " + size);
        }
    }

    /** Whether the proof leads from the leaf's hash to the root. */
    public boolean verifies(Hash leaf, Hash root) {
        return root(leaf).filter(root::equals).isPresent();
    }

    /** The root that the proof leads to, if it has as many hashes as it must. Follows RFC 9162, section 2.1.3.2. */
    Optional<Hash> root(Hash leaf) {
        ProofPath path = new ProofPath(index, size - 1);
        Hash root = leaf;
        for (Hash hash : hashes) {
            if (path.atRoot()) {
                return Optional.empty();
            }
            root = path.nextIsLeft() ? MerkleHash.node(hash, root) : MerkleHash.node(root, hash);
            path.climb();
        }
        return path.atRoot() ? Optional.of(root) : Optional.empty();
    }
}
