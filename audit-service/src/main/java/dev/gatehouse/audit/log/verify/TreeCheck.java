package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.tlog.BundleId;
import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.TileId;
import dev.gatehouse.audit.tlog.TilePath;
import dev.gatehouse.audit.tlog.TreeWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Computes the tree of the entries anew, and has each bundle and tile compared with what is stored. */
final class TreeCheck {
    private static final int BUNDLED_BYTES = Short.BYTES + LogEntry.BYTES;

    private final TileChecks tiles;
    private final TreeWriter tree = TreeWriter.empty();
    private final ByteBuffer bundle = ByteBuffer.allocate(TilePath.FULL_WIDTH * BUNDLED_BYTES);
    /** The partial tile at the right edge of each level that has one. */
    private final Map<Integer, Map.Entry<TileId, byte[]>> edge = new TreeMap<>();

    TreeCheck(TileChecks tiles) {
        this.tiles = tiles;
    }

    /** Takes the next entry, which stands in an array, and its leaf; has compared what it completes. */
    void add(Hash leaf, byte[] array, int at) {
        tree.append(leaf);
        bundle.putShort((short) LogEntry.BYTES).put(array, at, LogEntry.BYTES);
        if (!bundle.hasRemaining()) {
            requireBundle();
            bundle.clear();
            drain();
        }
    }

    private void requireBundle() {
        int width = bundle.position() / BUNDLED_BYTES;
        BundleId id = new BundleId((tree.size() - 1) / TilePath.FULL_WIDTH, width);
        byte[] expected = Arrays.copyOf(bundle.array(), bundle.position());
        tiles.require(id, id.whole(), expected, BUNDLED_BYTES, "entry");
    }

    private void drain() {
        for (Map.Entry<TileId, byte[]> tile : tree.drain().entrySet()) {
            TileId id = tile.getKey();
            if (id.full()) {
                edge.remove(id.level());
                requireTile(id, tile.getValue());
            } else {
                edge.put(id.level(), Map.entry(id, tile.getValue()));
            }
        }
    }

    private void requireTile(TileId id, byte[] expected) {
        tiles.require(id, id.whole(), expected, Hash.BYTES, "hash");
    }

    /** Compares what is at the right edge, and the root. */
    void end(Checkpoint checkpoint) {
        if (bundle.position() > 0) {
            requireBundle();
        }
        drain();
        edge.values().forEach(tile -> requireTile(tile.getKey(), tile.getValue()));
        tiles.await();
        if (!tree.root().equals(checkpoint.root())) {
            throw new BrokenLog(new Place.InCheckpoint(), "its root is not that of the events stored");
        }
    }

    long size() {
        return tree.size();
    }

    Hash root() {
        return tree.root();
    }
}
