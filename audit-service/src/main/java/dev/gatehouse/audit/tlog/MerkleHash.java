package dev.gatehouse.audit.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * The hashes of a Merkle tree as RFC 6962, section 2.1, has them: SHA-256, with a leaf and an inner node told apart by
 * their first byte.
 */
public final class MerkleHash {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final int NODE_BYTES = 1 + 2 * Hash.BYTES;

    // One a thread: getInstance costs as much as a hash, and a digest is not to be shared.
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private MerkleHash() {}

    /** The hash of an entry's leaf: {@code SHA-256(0x00 || entry)}. */
    public static Hash leaf(byte[] entry) {
        return leaf(entry, 0, entry.length);
    }

    /** The hash of the leaf of an entry that stands in an array. */
    public static Hash leaf(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        MessageDigest sha256 = SCRATCH.get().sha256;
        sha256.update(LEAF);
        sha256.update(array, offset, length);
        return Hash.of(sha256.digest());
    }

    /** The hash of an inner node: {@code SHA-256(0x01 || left || right)}. */
    public static Hash node(Hash left, Hash right) {
        Scratch scratch = SCRATCH.get();
        left.copyTo(scratch.node, 1);
        right.copyTo(scratch.node, 1 + Hash.BYTES);
        scratch.sha256.update(scratch.node);
        return Hash.of(scratch.sha256.digest());
    }

    /** The root of a tree without leaves: the hash of no bytes. */
    public static Hash emptyRoot() {
        return Hash.of(SCRATCH.get().sha256.digest());
    }

    /** A digest of SHA-256 that is the caller's own. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static final class Scratch {
        private final MessageDigest sha256 = sha256();
        private final byte[] node = new byte[NODE_BYTES];

        private Scratch() {
            node[0] = NODE;
        }
    }
}
