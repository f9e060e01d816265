package dev.gatehouse.audit.log;

import dev.gatehouse.audit.tlog.BundleId;
import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.EntryBundle;
import dev.gatehouse.audit.tlog.MerkleHash;
import dev.gatehouse.audit.tlog.NoteSigner;
import dev.gatehouse.audit.tlog.SignedNote;
import dev.gatehouse.audit.tlog.TileId;
import dev.gatehouse.audit.tlog.TilePath;
import dev.gatehouse.audit.tlog.TreeWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Seals what is durable: writes the tiles and bundles of the events that came since, and then the checkpoint that covers
 * them, in place of the one before. Tiles of events that a crash kept from being covered are written again with the same
 * bytes. One thread uses it.
 */
final class Sealer implements AutoCloseable {
    /** Events of one checkpoint, about. */
    private static final int AT_ONCE = 50_000;

    private final LogStorage storage;
    private final Segments segments;
    private final NoteSigner signer;
    private final String origin;
    private final Published published;
    private final TileWrites writes;

    private TreeWriter tree = TreeWriter.empty();
    private List<byte[]> bundle = new ArrayList<>();

    Sealer(LogStorage storage, Segments segments, NoteSigner signer, String origin, Published published) {
        this.storage = storage;
        this.segments = segments;
        this.signer = signer;
        this.origin = origin;
        this.published = published;
        this.writes = new TileWrites(storage.tiles());
    }

    /**
     * Goes on from the newest checkpoint.
     *
     * @throws MalformedLog its signature is not good, it is another log's, or the tiles are not those that it covers
     */
    void open() {
        writes.forget();
        Optional<byte[]> newest = storage.checkpoints().read();
        if (newest.isEmpty()) {
            tree = TreeWriter.empty();
            bundle = new ArrayList<>();
            published.none();
            return;
        }
        SignedNote note = SignedNote.parse(newest.get());
        Checkpoint checkpoint = SignedCheckpoints.open(note, origin, signer.verifierKey());
        tree = TreeWriter.load(checkpoint.size(), tile -> storage.tiles().get(tile.path()));
        if (!tree.root().equals(checkpoint.root())) {
            throw new MalformedLog(
                    "the tiles are not those that the checkpoint of size " + checkpoint.size() + " covers");
        }
        bundle = openBundle(checkpoint.size());
        published.is(note, checkpoint);
    }

    /** The last bundle's entries; out of the full one where a restored checkpoint is older than the tiles. */
    private List<byte[]> openBundle(long size) {
        int width = (int) (size % TilePath.FULL_WIDTH);
        if (width == 0) {
            return new ArrayList<>();
        }
        BundleId id = new BundleId(size / TilePath.FULL_WIDTH, width);
        byte[] bytes = storage.tiles()
                .get(id.path())
                .or(() -> storage.tiles().get(id.whole().path()))
                .orElseThrow(() -> new MalformedLog(id.path() + " is missing"));
        return new ArrayList<>(EntryBundle.decode(bytes).subList(0, width));
    }

    /** Seals all that is durable now; where that is much, in several checkpoints. */
    void seal() {
        long size = segments.size();
        if (size > tree.size() || !published.isThere()) {
            storage.requireLease();
            do {
                sealUpTo(Math.min(size, tree.size() + AT_ONCE));
            } while (tree.size() < size);
        }
    }

    private void sealUpTo(long size) {
        long before = tree.size();
        while (tree.size() < size) {
            segments.entries(tree.size()).forEach(this::add);
        }
        writeTiles();
        publish();
        dropPartials(before, tree.size());
    }

    private void add(byte[] entry) {
        tree.append(MerkleHash.leaf(entry));
        bundle.add(entry);
        if (bundle.size() == TilePath.FULL_WIDTH) {
            writeBundle();
            bundle = new ArrayList<>();
        }
    }

    private void writeBundle() {
        BundleId id = new BundleId((tree.size() - 1) / TilePath.FULL_WIDTH, bundle.size());
        writes.put(id.path(), EntryBundle.encode(bundle));
    }

    private void writeTiles() {
        if (!bundle.isEmpty()) {
            writeBundle();
        }
        for (Map.Entry<TileId, byte[]> tile : tree.drain().entrySet()) {
            writes.put(tile.getKey().path(), tile.getValue());
        }
        writes.complete();
    }

    private void publish() {
        Checkpoint checkpoint = new Checkpoint(origin, tree.size(), tree.root());
        SignedNote note = SignedNote.sign(checkpoint.format(), signer);
        storage.checkpoints().replace(published.bytes(), note.bytes());
        published.is(note, checkpoint);
    }

    /** Partial tiles whose full ones are there now are of no use: what a checkpoint covers is read from those. */
    private void dropPartials(long before, long now) {
        for (int level = 0; level <= TileId.MAX_LEVEL && before >> (8 * level) > 0; level++) {
            long was = before >> (8 * level);
            long tile = was / TilePath.FULL_WIDTH;
            int width = (int) (was % TilePath.FULL_WIDTH);
            if (width > 0 && (now >> (8 * level)) / TilePath.FULL_WIDTH > tile) {
                storage.tiles().delete(new TileId(level, tile, width).path());
                if (level == 0) {
                    storage.tiles().delete(new BundleId(tile, width).path());
                }
            }
            if (level == 7) {
                return;
            }
        }
    }

    @Override
    public void close() {
        writes.close();
    }
}
