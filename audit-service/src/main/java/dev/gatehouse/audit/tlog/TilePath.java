package dev.gatehouse.audit.tlog;

import java.util.Optional;

/**
 * Which part of a tree's tiles a file holds, and where it stands, as C2SP tlog-tiles names them: a tile of hashes, or a
 * bundle of entries. A full one is 256 wide; a partial one is the tree's right edge at some size.
 */
public sealed interface TilePath permits TileId, BundleId {
    /** The width of a full tile, and the entries of a full bundle. */
    int FULL_WIDTH = 256;

    /** The place from the left, from 0. */
    long index();

    /** How many hashes or entries, 1 to {@value #FULL_WIDTH}. */
    int width();

    /** The path below the log's root, such as {@code tile/0/x001/x234/067.p/112}. */
    String path();

    /** Whether nothing is to come to it any more. */
    default boolean full() {
        return width() == FULL_WIDTH;
    }

    /**
     * What a path names, if it is exactly a path that {@link #path} gives: no leading zeroes, no group of zeroes at the
     * left, a partial width of 1 to 255.
     */
    static Optional<TilePath> parse(String path) {
        return TilePathText.parse(path);
    }

    /** Checks what a tile and a bundle have in common. */
    static void check(long index, int width) {
        if (index < 0) {
            throw new IllegalArgumentException("a tile's index is not negative");
        }
        if (width < 1 || width > FULL_WIDTH) {
            throw new IllegalArgumentException("a tile is 1 to " + FULL_WIDTH + " wide, not " + width);
        }
    }
}
