package dev.gatehouse.audit.tlog;

/** The way from a node up to a tree's root: the node's place in its level, and the last place there. */
final class ProofPath {
    private long node;
    private long last;

    ProofPath(long node, long last) {
        this.node = node;
        this.last = last;
    }

    /** Whether there is nothing above. */
    boolean atRoot() {
        return last == 0;
    }

    /** Whether the hash to join is the left sibling's. The last node of a level can have none on its right. */
    boolean nextIsLeft() {
        return isRightChild() || node == last;
    }

    /** Goes up to where the node has been joined with its next sibling. */
    void climb() {
        if (nextIsLeft()) {
            climbToRightChild();
        }
        up();
    }

    /** Passes over the levels in which the last node is alone and goes up unchanged. */
    private void climbToRightChild() {
        while (!isRightChild() && node != 0) {
            up();
        }
    }

    /** Passes over the levels in which the node is a right child: it is the end of a perfect subtree. */
    void climbPerfectSubtree() {
        while (isRightChild()) {
            up();
        }
    }

    private boolean isRightChild() {
        return (node & 1) == 1;
    }

    private void up() {
        node >>>= 1;
        last >>>= 1;
    }
}
