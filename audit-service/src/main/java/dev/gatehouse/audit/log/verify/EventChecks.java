package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.tlog.Checkpoint;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.MerkleHash;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is known of a log's events while they are checked in order. */
final class EventChecks {
    private static final int KEYS_IN_MEMORY = 1 << 18;
    private static final int PATIENCE = 5;

    private final BatchReader reader;
    private final CheckedBatches batches;
    private final TileChecks tiles;
    private final LogSource source;
    private final TreeCheck tree;
    private final SeenKeys keys = new SeenKeys(KEYS_IN_MEMORY);
    private final Unexplained unexplained = new Unexplained();
    private @Nullable CheckedBatch batch;
    private int row;
    private int erasure;
    private long stop;
    private long erased;

    EventChecks(BatchReader reader, CheckedBatches batches, TileChecks tiles, LogSource source) {
        this.reader = reader;
        this.batches = batches;
        this.tiles = tiles;
        this.source = source;
        this.tree = new TreeCheck(tiles);
    }

    /** How many were checked. */
    long size() {
        return tree.size();
    }

    /** The root of their tree. */
    Hash root() {
        return tree.root();
    }

    long bytes() {
        return reader.bytes() + tiles.bytes();
    }

    Unexplained unexplained() {
        return unexplained;
    }

    /** A size at which {@link #add} stops, so that the root can be looked at. */
    void stopAt(long size) {
        stop = size;
    }

    /** Takes events of the beginning by their entries: those of one bundle. */
    void addOld(long oldSize, long goal) {
        for (byte[] entry : new OldEntries(source, oldSize, goal).from(tree.size())) {
            keys.add(LogEntry.decode(entry).key(), tree.size());
            tree.add(MerkleHash.leaf(entry), entry, 0);
        }
        if (tree.size() == oldSize) {
            reader.skipTo(oldSize);
        }
    }

    /**
     * Takes the next events: those of a batch that are left, none after the goal.
     *
     * @throws BrokenLog the next is not as it was sealed
     */
    void add(long goal) {
        CheckedBatch now = batch;
        if (now == null || row == now.batch().count()) {
            now = batches.next(goal);
            row = 0;
            erasure = 0;
        }
        if (row == now.sound()) {
            now = settled(now);
        }
        batch = now;
        long end = tree.size() < stop ? Math.min(goal, stop) : goal;
        while (row < now.sound() && tree.size() < end) {
            take(now);
        }
    }

    private void take(CheckedBatch now) {
        long index = tree.size();
        keys.add(now.key(row), index);
        if (now.erased().get(row)) {
            erased++;
            unexplained.add(index);
        }
        while (erasure < now.erasures().size() && now.erasures().get(erasure).index() <= index) {
            now.erasures().get(erasure++).ranges().forEach(unexplained::explained);
        }
        tree.add(now.leaves()[row], now.batch().rows(), FrameTable.entryAt(row));
        row++;
    }

    /** A payload may have been read while it was overwritten. */
    private CheckedBatch settled(CheckedBatch before) {
        CheckedBatch now = before;
        for (int i = 0; i < PATIENCE && now.sound() == row; i++) {
            source.settle();
            now = batches.again(now);
        }
        if (now.sound() == row) {
            throw now.broken(now.fault().orElseThrow());
        }
        return now;
    }

    /** Compares what is at the right edge, and the root. */
    void requireRoot(Checkpoint goal) {
        tree.end(goal);
    }

    /** @throws BrokenLog a key among those of a part stands in the log twice */
    void requireNoRepeat(int part) {
        OptionalLong repeat = keys.firstRepeat(part);
        if (repeat.isPresent()) {
            throw repeated(repeat.getAsLong());
        }
    }

    private BrokenLog repeated(long index) {
        return new BrokenLog(reader.place(index), "its key is that of an earlier event");
    }

    /** What is wrong first: keys are looked at last, and tiles not at once. */
    BrokenLog first(BrokenLog found) {
        try {
            tiles.await();
        } catch (BrokenLog tile) {
            return beforeRepeats(tile);
        } catch (StorageFailed e) {
            return beforeRepeats(found); // What was found is certain.
        }
        return beforeRepeats(found);
    }

    private BrokenLog beforeRepeats(BrokenLog found) {
        long first = Long.MAX_VALUE;
        for (int part = 0; part < SeenKeys.PARTS; part++) {
            first = Math.min(first, keys.firstRepeat(part).orElse(Long.MAX_VALUE));
        }
        return first < found.place().before(tree.size()) ? repeated(first) : found;
    }

    Verdict.Sound sound() {
        return new Verdict.Sound(tree.size(), tree.root(), erased, reader.bytes());
    }

    void close() {
        keys.close();
    }
}
