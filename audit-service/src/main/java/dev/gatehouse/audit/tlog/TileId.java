package dev.gatehouse.audit.tlog;

/**
 * A tile of hashes. Its bytes are {@link #width} hashes, one after the other: hash i is the root of the perfect subtree
 * over the {@code 256^level} leaves from {@code (index * 256 + i) * 256^level}.
 *
 * @param level 0 (leaves) to {@value #MAX_LEVEL}
 * @param index the place from the left, from 0
 * @param width the hashes in it, 1 to 256
 */
public record TileId(int level, long index, int width) implements TilePath {
    /** The highest level that a path can name. */
    public static final int MAX_LEVEL = 63;

    public TileId {
        if (level < 0 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("a tile's level is 0 to " + MAX_LEVEL + ", not " + level);
        }
        TilePath.check(index, width);
    }

    /** The size of the tile's file. */
    public int bytes() {
        return width * Hash.BYTES;
    }

    /** The full tile at this place. */
    public TileId whole() {
        return new TileId(level, index, FULL_WIDTH);
    }

    @Override
    public String path() {
        return TilePathText.format(Integer.toString(level), index, width);
    }
}
