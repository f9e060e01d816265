package dev.gatehouse.scanner.managed;

import dev.gatehouse.client.managed.HandOver;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What is looked for now: rules, and the managed values of the last handing-over that came, in memory only. While config-service is
 * away, they stay. Any number of threads ask, and refresh.
 */
public final class ManagedDetection implements Supplier<Detection> {
    private final Detection rules;
    private final InstantSource clock;
    private final AtomicLong failures = new AtomicLong();
    private final ReentrantLock refreshing = new ReentrantLock();
    private Optional<String> set = Optional.empty();
    private volatile Detection now;
    private volatile ManagedState state = ManagedState.NONE;

    /** @param rules what is looked for without managed values */
    public ManagedDetection(Detection rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
        this.now = rules;
    }

    @Override
    public Detection get() {
        return now;
    }

    /** How it goes. */
    public ManagedState state() {
        return state;
    }

    /** Attempts that failed. */
    public long failures() {
        return failures.get();
    }

    /** Whether somebody has answered or failed to; before, what was scanned would soon be scanned again. */
    public boolean isSettled() {
        return state.confirmed().isPresent() || state.failure().isPresent();
    }

    /**
     * Asks once.
     *
     * @return whether it was answered
     */
    public boolean refresh(FingerprintSource source) throws InterruptedException {
        refreshing.lockInterruptibly();
        try {
            return ask(source);
        } finally {
            refreshing.unlock();
        }
    }

    private boolean ask(FingerprintSource source) throws InterruptedException {
        switch (fetched(source)) {
            case Fetched.Taken(HandOver handOver) -> take(handOver);
            case Fetched.Same() -> state = state.confirmed(clock.instant());
            case Fetched.Failed(String reason) -> {
                failures.incrementAndGet();
                state = state.failed(reason);
                return false;
            }
        }
        return true;
    }

    /** Whatever fails is an attempt that failed: who waits for the first one must not wait for ever. */
    private Fetched fetched(FingerprintSource source) throws InterruptedException {
        try {
            return source.fetch(set);
        } catch (RuntimeException e) {
            return new Fetched.Failed("unexpected");
        }
    }

    private void take(HandOver handOver) {
        now = rules.with(handOver);
        set = Optional.of(handOver.set());
        int missing = handOver.unreadable().size() + handOver.tooLong().size();
        state = new ManagedState(handOver.values().size(), missing, Optional.of(clock.instant()), Optional.empty());
    }
}
