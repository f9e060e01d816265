package dev.gatehouse.audit.tlog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A growing tree that writes itself down in tiles. It remembers the right edge only: fewer than 256 hashes a level, and
 * the full tiles that nobody has drained yet. Not for use by several threads.
 */
public final class TreeWriter {
    private final Frontier frontier;
    private final List<TileEdge> edges = new ArrayList<>();
    private Map<TileId, byte[]> completed = new LinkedHashMap<>();
    private long drained;

    private TreeWriter(Frontier frontier) {
        this.frontier = frontier;
        this.drained = frontier.size();
        for (int level = 0; level < Tiles.LEVELS; level++) {
            edges.add(new TileEdge(level));
        }
    }

    /** A tree without leaves. */
    public static TreeWriter empty() {
        return new TreeWriter(Frontier.empty());
    }

    /**
     * The tree that stands in tiles. The caller compares {@link #root} with a checkpoint's: if they are equal, every
     * hash that was read is right.
     *
     * @param size its leaves, 0 or more
     * @param reader where its tiles are; at most 8 are read
     * @throws BrokenTree a tile is missing or has the wrong size
     */
    public static TreeWriter load(long size, TileReader reader) {
        HashTiles tiles = new HashTiles(reader, size);
        TreeWriter writer = new TreeWriter(Frontier.of(size, Subtrees.roots(0, size, tiles)));
        for (TileEdge edge : writer.edges) {
            edge.load(size, tiles);
        }
        return writer;
    }

    /** Adds a leaf, by its hash, at the right. */
    public void append(Hash leaf) {
        frontier.append(leaf, this::completed);
    }

    private void completed(int height, Hash root) {
        if (height % Tiles.HEIGHT == 0) {
            edges.get(height / Tiles.HEIGHT).append(root, completed);
        }
    }

    /** The leaves. */
    public long size() {
        return frontier.size();
    }

    /** The tree's root. */
    public Hash root() {
        return frontier.root();
    }

    /**
     * The tiles that have changed since the last call: the full ones that were completed, and the right edge's partial
     * ones as they are now. Those of {@link Tiles#of} for the sizes then and now. The arrays are the caller's.
     */
    public Map<TileId, byte[]> drain() {
        Map<TileId, byte[]> changed = completed;
        completed = new LinkedHashMap<>();
        for (TileEdge edge : edges) {
            edge.drain(drained, size(), changed);
        }
        drained = size();
        return changed;
    }
}
