package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.tlog.BundleId;
import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.MerkleHash;
import dev.gatehouse.audit.tlog.TileId;
import dev.gatehouse.audit.tlog.TilePath;
import dev.gatehouse.audit.tlog.TreeWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Computes the tree of the entries anew, and compares each bundle and tile with what is stored. */
final class TreeCheck {
    private static final int BUNDLED_BYTES = Short.BYTES + LogEntry.BYTES;

    private final LogSource source;
    private final TreeWriter tree = TreeWriter.empty();
    private final ByteBuffer bundle = ByteBuffer.allocate(TilePath.FULL_WIDTH * BUNDLED_BYTES);
    /** The partial tile at the right edge of each level that has one. */
    private final Map<Integer, Map.Entry<TileId, byte[]>> edge = new TreeMap<>();

    TreeCheck(LogSource source) {
        this.source = source;
    }

    /** Takes the next entry; compares what it completes. */
    void add(byte[] array, int at) {
        tree.append(MerkleHash.leaf(array, at, LogEntry.BYTES));
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
        require(id, id.whole(), expected, BUNDLED_BYTES, "entry");
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
        require(id, id.whole(), expected, Hash.BYTES, "hash");
    }

    /** A writer drops a partial tile when the full one is there, which then begins with the same bytes. */
    private void require(TilePath id, TilePath whole, byte[] expected, int itemBytes, String item) {
        Optional<byte[]> stored = source.file(id.path());
        boolean longer = stored.isEmpty() && !id.full();
        TilePath found = longer ? whole : id;
        Place place = new Place.InTile(found.path());
        byte[] bytes = (longer ? source.file(whole.path()) : stored)
                .orElseThrow(() -> new BrokenLog(new Place.InTile(id.path()), "it is missing"));
        int end = longer ? Math.min(bytes.length, expected.length) : bytes.length;
        int differs = Arrays.mismatch(bytes, 0, end, expected, 0, expected.length);
        if (differs == expected.length) {
            throw new BrokenLog(place, "bytes follow its last " + item);
        }
        if (differs >= 0) {
            String what = differs == end ? "it ends inside " : "byte " + differs + " is not as computed, in ";
            throw new BrokenLog(place, what + item + " " + differs / itemBytes);
        }
    }

    /** Compares what is at the right edge, and the root. */
    void end(Checkpoint checkpoint) {
        if (bundle.position() > 0) {
            requireBundle();
        }
        drain();
        edge.values().forEach(tile -> requireTile(tile.getKey(), tile.getValue()));
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
