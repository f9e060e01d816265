package dev.gatehouse.audit.tlog;

/** A tile that must be there is missing, or has the wrong size. The message names the tile, and quotes no bytes. */
public class BrokenTree extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenTree(String message) {
        super(message);
    }
}
