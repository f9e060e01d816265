package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.tlog.Checkpoint;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Checks all of a log that its checkpoint covers, from the first event to the last, in memory that does not grow with it.
 * Of each event: its frame follows the one before, the frame's table has its checksum, the payload is what the entry
 * commits to or was erased. Of each 256: the bundle and the tiles are those of the entries. At the end: the root is the
 * checkpoint's, each erased event has an event after it that says so, and no key stands in the log twice. It stops at the
 * first thing that is wrong.
 *
 * <p>The log may grow meanwhile: what came after the checkpoint that was read first is not looked at. Where a payload was
 * erased after that, the check goes on to a newer checkpoint, which covers the event that says so.
 *
 * <p>Not for use by several threads.
 */
public final class LogVerification implements AutoCloseable {
    private static final String CHECKPOINT = "checkpoint";
    private static final int KEYS_IN_MEMORY = 1 << 18;
    private static final int PARTS_AT_ONCE = 16;

    private final LogSource source;
    private final LogTrust trust;
    private final TreeCheck tree;
    private final StoredEvents events;
    private final SeenKeys keys = new SeenKeys(KEYS_IN_MEMORY);
    /** Erased events that no later event has named yet. */
    private final TreeMap<Long, Place.InSegment> unexplained = new TreeMap<>();

    private Optional<Checkpoint> checkpoint = Optional.empty();
    private long erased;
    private int part;

    private LogVerification(LogSource source, LogTrust trust) {
        this.source = source;
        this.trust = trust;
        this.tree = new TreeCheck(source);
        this.events = new StoredEvents(source);
    }

    /** A check that is done in steps: {@link #advance}. */
    public static LogVerification of(LogSource source, LogTrust trust) {
        return new LogVerification(source, trust);
    }

    /**
     * Checks a log.
     *
     * @throws StorageFailed it can't be read
     */
    public static Verdict verify(LogSource source, LogTrust trust) {
        try (LogVerification verification = of(source, trust)) {
            Optional<Verdict> verdict = Optional.empty();
            while (verdict.isEmpty()) {
                verdict = verification.advance(Long.MAX_VALUE);
            }
            return verdict.get();
        }
    }

    /**
     * Does a part of the work.
     *
     * @param bytes of payload segments to read, about
     * @return what came of it, once it is known; then nothing is left to do
     * @throws StorageFailed the log can't be read; the check can't go on, and has to be begun anew
     */
    public Optional<Verdict> advance(long bytes) {
        try {
            return step(bytes);
        } catch (BrokenLog e) {
            return Optional.of(first(e.verdict()));
        }
    }

    /** How many events were checked so far. */
    public long verified() {
        return tree.size();
    }

    private Optional<Verdict> step(long bytes) {
        Checkpoint goal = checkpoint.orElseGet(this::begin);
        long start = events.bytes();
        while (tree.size() < goal.size() && events.bytes() - start < bytes) {
            check(events.next());
        }
        if (tree.size() < goal.size()) {
            return Optional.empty();
        }
        if (part == 0) {
            tree.end(goal);
        }
        return unexplained.isEmpty() ? lookAtKeys() : goOn(goal);
    }

    private Checkpoint begin() {
        Checkpoint read = read();
        events.refresh();
        checkpoint = Optional.of(read);
        trust.since().filter(older -> older.size() > read.size()).ifPresent(older -> {
            throw new BrokenLog(
                    new Place.InCheckpoint(),
                    "it covers " + read.size() + " events, and an older checkpoint " + older.size());
        });
        requireOlderRoot();
        return read;
    }

    private Checkpoint read() {
        byte[] note =
                source.file(CHECKPOINT).orElseThrow(() -> new BrokenLog(new Place.InCheckpoint(), "it is missing"));
        return trust.open(note);
    }

    private void check(StoredEvent event) {
        keys.add(event.entry().key(), event.index());
        event.names().ifPresent(unexplained::remove);
        if (event.erased()) {
            erased++;
            unexplained.put(event.index(), event.place());
        }
        tree.add(event.array(), event.at());
        requireOlderRoot();
    }

    private void requireOlderRoot() {
        if (trust.since().isPresent() && trust.since().get().size() == tree.size()) {
            Checkpoint older = trust.since().get();
            if (!older.root().equals(tree.root())) {
                throw new BrokenLog(
                        new Place.InOlderLog(older.size()), "the root is not the one that the older checkpoint has");
            }
        }
    }

    /** An event that was erased after the checkpoint was read is explained by one that a newer checkpoint covers. */
    private Optional<Verdict> goOn(Checkpoint before) {
        Checkpoint newer = read();
        if (newer.size() <= before.size()) {
            throw new BrokenLog(
                    unexplained.firstEntry().getValue(), "the payload was erased, and no later event says so");
        }
        checkpoint = Optional.of(newer);
        events.refresh();
        return Optional.empty();
    }

    private Optional<Verdict> lookAtKeys() {
        for (int end = part + PARTS_AT_ONCE; part < end; part++) {
            OptionalLong repeat = keys.firstRepeat(part);
            if (repeat.isPresent()) {
                throw repeated(repeat.getAsLong());
            }
        }
        return part < SeenKeys.PARTS
                ? Optional.empty()
                : Optional.of(new Verdict.Sound(tree.size(), tree.root(), erased, events.bytes()));
    }

    private static BrokenLog repeated(long index) {
        return new BrokenLog(new Place.OfEvent(index), "its key is that of an earlier event");
    }

    /** The broken place, or one that is before it: keys are looked at last. */
    private Verdict first(Verdict.Broken broken) {
        long end = switch (broken.place()) {
            case Place.InSegment in -> in.event();
            case Place.OfEvent of -> of.index();
            case Place.InTile _, Place.InCheckpoint _, Place.InOlderLog _, Place.InBundle _ -> tree.size();
        };
        long first = Long.MAX_VALUE;
        for (int each = 0; each < SeenKeys.PARTS; each++) {
            first = Math.min(first, keys.firstRepeat(each).orElse(Long.MAX_VALUE));
        }
        return first < end ? repeated(first).verdict() : broken;
    }

    @Override
    public void close() {
        keys.close();
    }
}
