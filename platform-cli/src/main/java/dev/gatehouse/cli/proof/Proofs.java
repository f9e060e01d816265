package dev.gatehouse.cli.proof;

import java.util.List;

/** Follows proofs of a Merkle tree, as RFC 9162, sections 2.1.3.2 and 2.1.4.2, tells to. */
public final class Proofs {
    private Proofs() {}

    /** Whether a proof leads from a leaf to a checkpoint's root. */
    public static boolean includes(Digest leaf, long index, List<Digest> path, Checkpoint in) {
        if (index < 0 || index >= in.size()) {
            return false;
        }
        long at = index;
        long last = in.size() - 1;
        Digest root = leaf;
        for (Digest sibling : path) {
            if (last == 0) {
                return false;
            }
            if (isRight(at) || at == last) {
                root = Digest.node(sibling, root);
                while (!isRight(at) && at != 0) {
                    at >>>= 1;
                    last >>>= 1;
                }
            } else {
                root = Digest.node(root, sibling);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 && root.equals(in.root());
    }

    /** Whether a proof shows that the log of a later checkpoint begins with all of an earlier one. */
    public static boolean extend(Checkpoint earlier, Checkpoint later, List<Digest> path) {
        if (earlier.size() > later.size()) {
            return false;
        }
        if (earlier.size() == 0) {
            return path.isEmpty() && earlier.root().equals(Digest.sha256());
        }
        if (earlier.size() == later.size()) {
            return path.isEmpty() && earlier.root().equals(later.root());
        }
        return !path.isEmpty() && leads(earlier, later, path);
    }

    private static boolean leads(Checkpoint earlier, Checkpoint later, List<Digest> path) {
        // The proof leaves the earlier root out where it is itself a node of the later tree.
        boolean whole = Long.bitCount(earlier.size()) == 1;
        Digest first = whole ? earlier.root() : path.getFirst();
        List<Digest> rest = whole ? path : path.subList(1, path.size());
        long at = earlier.size() - 1;
        long last = later.size() - 1;
        while (isRight(at)) {
            at >>>= 1;
            last >>>= 1;
        }
        Digest before = first;
        Digest after = first;
        for (Digest sibling : rest) {
            if (last == 0) {
                return false;
            }
            if (isRight(at) || at == last) {
                before = Digest.node(sibling, before);
                after = Digest.node(sibling, after);
                while (!isRight(at) && at != 0) {
                    at >>>= 1;
                    last >>>= 1;
                }
            } else {
                after = Digest.node(after, sibling);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 && before.equals(earlier.root()) && after.equals(later.root());
    }

    private static boolean isRight(long node) {
        return (node & 1) == 1;
    }
}
