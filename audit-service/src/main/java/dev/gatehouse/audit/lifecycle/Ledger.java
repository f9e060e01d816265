package dev.gatehouse.audit.lifecycle;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.lifecycle.LifecycleState.Saved;
import dev.gatehouse.audit.lifecycle.LifecycleState.SweepState;
import dev.gatehouse.audit.log.AppendResult;
import dev.gatehouse.audit.log.ErasableLog;
import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.LogUnavailable;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.log.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Does what the log says: an act is a record that is appended, and what the record says is done when the log is followed
 * up to it. So an act that was interrupted is completed by the next one, or at the next start, and there is one way in
 * which things are done. Acts happen one after the other.
 */
public final class Ledger {
    private final ErasableLog log;
    private final Copies copies;
    private final LifecycleState state;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<String, Hold> holds = new TreeMap<>();
    private boolean loaded;
    private long position;
    private long requested;
    private long expired;
    private SweepState sweep = SweepState.NOTHING;
    private Saved saved = Saved.NOTHING;

    /** @param patience how long an act waits for the one before it */
    public Ledger(ErasableLog log, Copies copies, LifecycleState state, Duration patience) {
        this.log = log;
        this.copies = copies;
        this.state = state;
        this.patience = patience;
    }

    /**
     * Completes what is recorded and not done, and keeps how far it is: to be called at the start, and now and then.
     *
     * @throws RuntimeException something did not work; the next call goes on there
     */
    public void settle() {
        alone(() -> {
            save();
            return true;
        });
    }

    /** What is in force and what was done; empty while an act takes longer than anybody waits. */
    public Saved status() {
        return alone(this::now);
    }

    /** Does something once all that was recorded before is done. */
    <T> T alone(Supplier<T> act) {
        enter();
        try {
            follow();
            return act.get();
        } finally {
            lock.unlock();
        }
    }

    private void enter() {
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new LifecycleBusy();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new LifecycleBusy();
        }
    }

    /**
     * Makes a record durable, and does what it says; within {@link #alone}.
     *
     * @throws LogUnavailable it may not be durable
     */
    Receipt record(Event event) {
        AppendResult result = append(event);
        follow();
        return switch (result) {
            case AppendResult.Appended(Receipt receipt) -> receipt;
            case AppendResult.Duplicate _, AppendResult.Conflict _ ->
                throw new LogUnavailable("the record's key was taken in this moment");
        };
    }

    private AppendResult append(Event event) {
        try {
            return log.append(List.of(event)).toCompletableFuture().join().getFirst();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LogUnavailable unavailable
                    ? unavailable
                    : new LogUnavailable("a record could not be appended", e);
        }
    }

    ErasableLog log() {
        return log;
    }

    Map<String, Hold> holds() {
        return holds;
    }

    /** The hold that an event is under. */
    Optional<Hold> holding(Event event, LogEntry entry) {
        return holds.values().stream()
                .filter(hold -> hold.holds(event, entry.received()))
                .findFirst();
    }

    SweepState sweep() {
        return sweep;
    }

    void sweep(SweepState next) {
        sweep = next;
    }

    private void follow() {
        load();
        long size = log.size();
        while (position < size) {
            for (LogEntry entry : log.entries(position)) {
                if (entry.format() == EventFormat.ERASURE || entry.format() == EventFormat.ADMINISTRATION) {
                    log.read(position).ifPresent(this::apply);
                }
                position++;
            }
        }
    }

    private void load() {
        if (loaded) {
            return;
        }
        // A log that was set back, for instance to a backup, has not seen what was saved after it.
        saved = state.load().filter(kept -> kept.position() <= log.size()).orElse(Saved.NOTHING);
        position = saved.position();
        holds.putAll(saved.holds());
        requested = saved.requested();
        expired = saved.expired();
        sweep = saved.sweep();
        loaded = true;
    }

    private void apply(LoggedEvent logged) {
        if (logged.event().isEmpty()) {
            return; // Such records are never erased; whoever verifies the log finds that out.
        }
        Event event = logged.event().get();
        ErasureRecord.of(event).filter(record -> record.last() < logged.index()).ifPresent(this::destroy);
        HoldRecord.of(event, logged.index()).ifPresent(this::apply);
    }

    private void destroy(ErasureRecord record) {
        List<Long> indexes = record.ranges().stream()
                .flatMapToLong(IndexRange::indexes)
                .boxed()
                .toList();
        log.erase(indexes);
        copies.erase(indexes);
        switch (record.cause()) {
            case REQUEST -> requested++;
            case RETENTION -> expired += indexes.size();
        }
    }

    private void apply(HoldRecord record) {
        switch (record) {
            case HoldRecord.Put(Hold hold) -> holds.put(hold.terms().name(), hold);
            case HoldRecord.Released(String name) -> holds.remove(name);
        }
        // What the sweep has passed by, because it was held, may have to go now.
        sweep = new SweepState(sweep.rules(), Map.of(), sweep.last());
    }

    /** Keeps how far it is; within {@link #alone}. */
    void save() {
        Saved now = now();
        if (!now.equals(saved)) {
            state.save(now);
            saved = now;
        }
    }

    private Saved now() {
        return new Saved(position, holds, requested, expired, sweep);
    }

    /** The receipt of an event that is in the log. */
    static Receipt receipt(LoggedEvent logged) {
        return new Receipt(logged.index(), logged.leafHash());
    }
}
