package dev.gatehouse.audit.tlog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A log's hash tiles in memory, and which of them have been asked for. */
final class MemoryTiles implements TileReader {
    private final TreeWriter writer = TreeWriter.empty();
    private final Map<TileId, byte[]> tiles = new HashMap<>();
    private final Set<TileId> asked = new HashSet<>();

    /** A tree of some leaves, whose tiles of that size are there. */
    static MemoryTiles of(List<Hash> leaves) {
        MemoryTiles tiles = new MemoryTiles();
        tiles.grow(leaves);
        return tiles;
    }

    /** Adds leaves until there are as many as in the list, and keeps the tiles of that size too. */
    void grow(List<Hash> leaves) {
        leaves.subList((int) writer.size(), leaves.size()).forEach(writer::append);
        tiles.putAll(writer.drain());
    }

    long size() {
        return writer.size();
    }

    Hash root() {
        return writer.root();
    }

    Set<TileId> asked() {
        return asked;
    }

    ProofBuilder proofs() {
        return new ProofBuilder(this, size());
    }

    @Override
    public Optional<byte[]> read(TileId tile) {
        if (!asked.add(tile)) {
            throw new AssertionError("asked twice for " + tile.path());
        }
        return Optional.ofNullable(tiles.get(tile));
    }

    /** The same tiles, to a reader that counts nothing. */
    TileReader quietly() {
        return tile -> Optional.ofNullable(tiles.get(tile));
    }
}
