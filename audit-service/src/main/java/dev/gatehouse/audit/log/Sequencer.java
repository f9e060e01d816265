package dev.gatehouse.audit.log;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The one thread that writes: it takes what waits, appends it as one frame, and tells who waited. After a failure it does
 * not know what is stored, so it reads that before it goes on; this is the same path as at the start.
 */
final class Sequencer implements Runnable {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);
    private static final int FLUSH_EVERY = 100_000;

    private final LogStorage storage;
    private final Segments segments;
    private final KeyIndex keys;
    private final WaitingRoom waiting;
    private final LogLimits limits;
    private final LongSupplier sealed;
    private final LogListener listener;

    private boolean sure = true;
    private long kept;

    Sequencer(
            LogStorage storage,
            Segments segments,
            KeyIndex keys,
            WaitingRoom waiting,
            LogLimits limits,
            LongSupplier sealed,
            LogListener listener) {
        this.storage = storage;
        this.segments = segments;
        this.keys = keys;
        this.waiting = waiting;
        this.limits = limits;
        this.sealed = sealed;
        this.listener = listener;
    }

    /** Reads what is stored, and completes the index of keys. */
    void recover() {
        storage.requireLease();
        segments.open(sealed.getAsLong());
        kept = Math.max(kept, keys.complete());
        if (kept > segments.size()) {
            keys.clear();
            kept = 0;
        }
        while (kept < segments.size()) {
            for (byte[] entry : segments.entries(kept)) {
                keys.put(LogEntry.decode(entry).key(), kept++);
            }
            flushKeys();
        }
        sure = true;
    }

    @Override
    public void run() {
        try {
            List<Submission> batch = waiting.take(limits.commitSize(), limits.gather());
            while (!batch.isEmpty()) {
                commit(batch);
                batch = waiting.take(limits.commitSize(), limits.gather());
            }
            keys.flush(kept);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(List<Submission> batch) throws InterruptedException {
        try {
            if (!sure) {
                recover();
                // What was not acknowledged may be there all the same, and is to be sealed.
                listener.appended(segments.size());
            }
            write(batch);
        } catch (StorageConflict e) {
            waiting.close(LogUnavailable.TAKEN_OVER);
            failed(batch, LogUnavailable.TAKEN_OVER, e);
            listener.lost();
        } catch (RuntimeException e) {
            sure = false;
            failed(batch, "the log's storage failed", e);
            waiting.pause(BETWEEN_ATTEMPTS);
        }
    }

    private void write(List<Submission> batch) {
        Commit commit = new Commit(segments.size(), keys, this::repeated);
        batch.forEach(commit::add);
        List<Prepared> fresh = commit.fresh();
        if (!fresh.isEmpty()) {
            storage.requireLease();
            segments.append(fresh);
            commit.keep();
            kept = segments.size();
            flushKeys();
            listener.appended(segments.size());
        }
        commit.answer();
    }

    private void flushKeys() {
        if (kept - keys.complete() >= FLUSH_EVERY) {
            keys.flush(kept);
        }
    }

    private AppendResult repeated(Prepared event, long index) {
        LoggedEvent original = segments.read(index, 1, 0).getFirst();
        Receipt receipt = new Receipt(index, original.leafHash());
        boolean other =
                original.event().isPresent() && !original.event().get().raw().equals(event.raw());
        return other ? new AppendResult.Conflict(receipt) : new AppendResult.Duplicate(receipt);
    }

    private void failed(List<Submission> batch, String message, RuntimeException cause) {
        LogUnavailable failure = new LogUnavailable(message, cause);
        batch.forEach(submission -> submission.future().completeExceptionally(failure));
        listener.failed(cause);
    }
}
