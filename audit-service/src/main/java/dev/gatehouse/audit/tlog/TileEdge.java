package dev.gatehouse.audit.tlog;

import java.util.Arrays;
import java.util.Map;

/** The tile at the right edge of a level, as far as it is filled. */
final class TileEdge {
    private static final int FULL_BYTES = TilePath.FULL_WIDTH * Hash.BYTES;

    private final int level;
    private long index;
    private int filled;
    private byte[] bytes = new byte[0];

    TileEdge(int level) {
        this.level = level;
    }

    /** Takes over what a tree of this size has at the right edge. */
    void load(long size, HashTiles tiles) {
        long hashes = Tiles.hashes(level, size);
        index = hashes / TilePath.FULL_WIDTH;
        filled = (int) (hashes % TilePath.FULL_WIDTH) * Hash.BYTES;
        if (filled > 0) {
            byte[] tile = tiles.tile(Tiles.at(level, index, size));
            bytes = Arrays.copyOf(Arrays.copyOf(tile, filled), FULL_BYTES);
        }
    }

    /** Adds a hash; if it fills the tile, puts the tile among the completed ones and begins the next. */
    void append(Hash hash, Map<TileId, byte[]> completed) {
        if (filled == 0) {
            bytes = new byte[FULL_BYTES];
        }
        hash.copyTo(bytes, filled);
        filled += Hash.BYTES;
        if (filled == FULL_BYTES) {
            completed.put(new TileId(level, index, TilePath.FULL_WIDTH), bytes);
            index++;
            filled = 0;
        }
    }

    /** Puts the partial tile, if there is one and it has changed between the two sizes. */
    void drain(long oldSize, long newSize, Map<TileId, byte[]> changed) {
        if (filled > 0 && Tiles.hashes(level, oldSize) != Tiles.hashes(level, newSize)) {
            changed.put(new TileId(level, index, filled / Hash.BYTES), Arrays.copyOf(bytes, filled));
        }
    }
}
