package dev.gatehouse.audit.tlog;

import static dev.gatehouse.audit.tlog.TilePath.FULL_WIDTH;

import java.util.ArrayList;
import java.util.List;

/** Which tiles and bundles change when a tree grows. */
public final class Tiles {
    /** A tile's height: each level's hashes stand for 2^8 times as many leaves as those of the level below. */
    static final int HEIGHT = 8;

    /** The levels that a tree of at most 2^63 - 1 leaves can have. */
    static final int LEVELS = 8;

    private Tiles() {}

    /**
     * The hash tiles that a tree has at one size and has not at a smaller one, in full and partial form, the lowest
     * level first, each level from left to right. From 0 they are all the tiles that a reader at the new size may ask
     * for.
     *
     * @throws IllegalArgumentException a size is negative, or the tree shrinks
     */
    public static List<TileId> of(long oldSize, long newSize) {
        check(oldSize, newSize);
        List<TileId> changed = new ArrayList<>();
        for (int level = 0; level < LEVELS; level++) {
            long hashes = hashes(level, newSize);
            long unchanged = hashes(level, oldSize) / FULL_WIDTH;
            for (long index = unchanged; index < hashes / FULL_WIDTH; index++) {
                changed.add(new TileId(level, index, FULL_WIDTH));
            }
            if (hashes > hashes(level, oldSize) && hashes % FULL_WIDTH > 0) {
                changed.add(at(level, hashes / FULL_WIDTH, newSize));
            }
        }
        return changed;
    }

    /** The bundles of entries that change, as {@link #of} has the tiles. */
    public static List<BundleId> bundles(long oldSize, long newSize) {
        return of(oldSize, newSize).stream()
                .filter(tile -> tile.level() == 0)
                .map(tile -> new BundleId(tile.index(), tile.width()))
                .toList();
    }

    /** The hashes that a level has, in a tree of this size. */
    static long hashes(int level, long size) {
        return size >>> (HEIGHT * level);
    }

    /** The tile at a place, as wide as a tree of this size has it. The tree must reach there. */
    static TileId at(int level, long index, long size) {
        long right = hashes(level, size) - index * FULL_WIDTH;
        return new TileId(level, index, (int) Math.min(right, FULL_WIDTH));
    }

    private static void check(long oldSize, long newSize) {
        if (oldSize < 0 || newSize < oldSize) {
            throw new IllegalArgumentException("a tree does not grow from " + oldSize + " to " + newSize);
        }
    }
}
