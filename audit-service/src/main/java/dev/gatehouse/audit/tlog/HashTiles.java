package dev.gatehouse.audit.tlog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The perfect subtrees of a tree that stands in tiles. It reads each tile once and keeps it, so it is made anew for each
 * proof.
 */
final class HashTiles {
    private final TileReader reader;
    private final long size;
    private final Map<TileId, byte[]> read = new HashMap<>();

    /**
     * The tiles of a tree.
     *
     * @param reader where they are
     * @param size the size of a tree whose tiles are all there
     */
    HashTiles(TileReader reader, long size) {
        this.reader = reader;
        this.size = size;
    }

    /** The root of the perfect subtree of a height over the leaves from {@code index * 2^height}. */
    Hash subtree(int height, long index) {
        int level = height / Tiles.HEIGHT;
        int width = 1 << (height % Tiles.HEIGHT);
        long first = index * width;
        byte[] tile = tile(Tiles.at(level, first / TilePath.FULL_WIDTH, size));
        return root(tile, (int) (first % TilePath.FULL_WIDTH), width);
    }

    /** The root over hashes that stand side by side; their number is a power of two. */
    private static Hash root(byte[] tile, int first, int width) {
        if (width == 1) {
            return Hash.of(tile, first * Hash.BYTES);
        }
        int half = width / 2;
        return MerkleHash.node(root(tile, first, half), root(tile, first + half, half));
    }

    /** A tile's bytes, at least as many as its width needs. */
    byte[] tile(TileId tile) {
        return read.computeIfAbsent(tile, this::load);
    }

    private byte[] load(TileId tile) {
        Optional<byte[]> exact = reader.read(tile);
        if (exact.isPresent() || tile.full()) {
            return checked(tile, exact);
        }
        return checked(tile.whole(), reader.read(tile.whole()));
    }

    private static byte[] checked(TileId tile, Optional<byte[]> found) {
        byte[] bytes = found.orElseThrow(() -> new BrokenTree("there is no " + tile.path()));
        if (bytes.length != tile.bytes()) {
            throw new BrokenTree(tile.path() + " has " + bytes.length + " bytes, not " + tile.bytes());
        }
        return bytes;
    }
}
