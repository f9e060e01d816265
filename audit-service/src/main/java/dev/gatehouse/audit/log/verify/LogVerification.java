package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.tlog.Checkpoint;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Checks all of a log that its checkpoint covers, from the first event to the last, in memory that does not grow with it.
 * Of each event: its frame follows the one before, the frame's table has its checksum, the payload is what the entry
 * commits to or was erased, the entry's key is the payload's. Of each 256: the bundle and the tiles are those of the
 * entries. At the end: the root is the checkpoint's, each erased event has an event after it that says so, and no key
 * stands in the log twice. It stops at the first thing that is wrong.
 *
 * <p>The log may grow meanwhile: what came after the checkpoint that was read first is not looked at. Where a payload was
 * erased after that, the check goes on to a newer checkpoint, which covers the event that says so.
 *
 * <p>Not for use by several threads, though it may use several.
 */
public final class LogVerification implements AutoCloseable {
    private static final int PARTS_AT_ONCE = 16;
    private static final int PATIENCE = 20;

    private final LogSource source;
    private final LogTrust trust;
    private final Scope scope;
    private final BatchReader reader;
    private final EventChecks events;
    private Optional<Checkpoint> checkpoint = Optional.empty();
    private int part;

    /** How much of the log is read. */
    public enum Scope {
        /** All of it. */
        WHOLE,
        /**
         * Of the beginning, which an older checkpoint covers, the entries only, and of what came after all. That shows
         * that the log still begins with what that checkpoint covers, and that no key is there twice, and not that the
         * beginning's payloads are still there.
         */
        NEW_PAYLOADS
    }

    private LogVerification(LogSource source, LogTrust trust, Scope scope, Executor threads, int ahead) {
        this.source = source;
        this.trust = trust;
        this.scope = trust.since().isPresent() ? scope : Scope.WHOLE;
        this.reader = new BatchReader(source);
        this.events = new EventChecks(
                reader, new CheckedBatches(reader, threads, ahead), new TileChecks(source, threads, ahead * 2), source);
    }

    /** A check by the thread that calls {@link #advance}, and no other. */
    public static LogVerification of(LogSource source, LogTrust trust) {
        return new LogVerification(source, trust, Scope.WHOLE, Runnable::run, 0);
    }

    /**
     * A check that has most of the work done by other threads.
     *
     * @param ahead how many pieces of work they are given at a time, about a mebibyte each
     */
    public static LogVerification of(LogSource source, LogTrust trust, Scope scope, Executor threads, int ahead) {
        return new LogVerification(source, trust, scope, threads, ahead);
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
     * @param bytes to read, about; the least is one piece of a mebibyte
     * @return what came of it, once it is known; then nothing is left to do
     * @throws StorageFailed the log can't be read; the check can't go on, and has to be begun anew
     */
    public Optional<Verdict> advance(long bytes) {
        try {
            return step(bytes);
        } catch (BrokenLog e) {
            return Optional.of(events.first(e).verdict());
        }
    }

    /** How many events were checked so far. */
    public long verified() {
        return events.size();
    }

    /** How many events there are to check; 0 until that is known. */
    public long goal() {
        return checkpoint.map(Checkpoint::size).orElse(0L);
    }

    /** How many bytes were read so far, or passed by. */
    public long bytes() {
        return events.bytes();
    }

    private Optional<Verdict> step(long bytes) {
        Checkpoint goal = checkpoint.isPresent() ? checkpoint.get() : begin();
        long start = events.bytes();
        while (events.size() < goal.size() && events.bytes() - start < bytes) {
            if (events.size() < oldSize()) {
                events.addOld(oldSize(), goal.size());
            } else {
                events.add(goal.size());
            }
            requireOlderRoot();
        }
        if (events.size() < goal.size()) {
            return Optional.empty();
        }
        if (part == 0) {
            events.requireRoot(goal);
        }
        return events.unexplained().isEmpty() ? lookAtKeys() : goOn(goal);
    }

    /** How many events are checked by their entries alone. */
    private long oldSize() {
        return scope == Scope.NEW_PAYLOADS ? trust.since().map(Checkpoint::size).orElse(0L) : 0;
    }

    private Checkpoint begin() {
        Checkpoint read = trust.newest(source);
        reader.refresh();
        checkpoint = Optional.of(read);
        trust.since().filter(older -> older.size() > read.size()).ifPresent(older -> {
            throw new BrokenLog(
                    new Place.InCheckpoint(),
                    "it covers " + read.size() + " events, and an older checkpoint " + older.size());
        });
        events.stopAt(trust.since().map(Checkpoint::size).orElse(0L));
        requireOlderRoot();
        return read;
    }

    private void requireOlderRoot() {
        Optional<Checkpoint> older = trust.since().filter(since -> since.size() == events.size());
        if (older.isPresent() && !older.get().root().equals(events.root())) {
            throw new BrokenLog(
                    new Place.InOlderLog(older.get().size()), "the root is not the one that the older checkpoint has");
        }
    }

    /** An event that was erased after the checkpoint was read is explained by one that a newer checkpoint covers. */
    private Optional<Verdict> goOn(Checkpoint before) {
        Checkpoint newer = trust.newest(source);
        for (int i = 0; i < PATIENCE && newer.size() <= before.size(); i++) {
            source.settle();
            newer = trust.newest(source);
        }
        if (newer.size() <= before.size()) {
            throw new BrokenLog(
                    reader.place(events.unexplained().first().orElseThrow()),
                    "the payload was erased, and no later event says so");
        }
        checkpoint = Optional.of(newer);
        reader.refresh();
        return Optional.empty();
    }

    private Optional<Verdict> lookAtKeys() {
        for (int end = part + PARTS_AT_ONCE; part < end; part++) {
            events.requireNoRepeat(part);
        }
        return part < SeenKeys.PARTS ? Optional.empty() : Optional.of(events.sound());
    }

    @Override
    public void close() {
        events.close();
    }
}
