package dev.gatehouse.audit.log.verify;

import dev.gatehouse.audit.log.StorageFailed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Checks a log from its beginning to its end, and again, at a pace that leaves the disk to others. Each pass also holds the
 * log against what the pass before it saw, so that a log that was set back or written anew is found too.
 *
 * <p>The first fault that was ever found is kept, until somebody takes it out of the store: a pass that finds nothing wrong
 * later does not clear it. One thread runs it; any may ask for {@link #state}.
 */
public final class ContinuousVerification implements Runnable {
    private static final long STEP_BYTES = 1 << 20;

    private final LogSource source;
    private final VerificationPace pace;
    private final FaultStore faults;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Rest rest;
    private final VerificationListener listener;
    private LogTrust trust;
    private volatile VerificationState state = VerificationState.NOTHING_YET;

    /** Lets time pass. */
    public interface Rest {
        /** @throws InterruptedException it is over: the verification ends */
        void pause(Duration length) throws InterruptedException;
    }

    /**
     * @param nanos a clock that never goes back, in nanoseconds
     * @throws StorageFailed the store of faults does not answer
     */
    public ContinuousVerification(
            LogSource source,
            LogTrust trust,
            VerificationPace pace,
            FaultStore faults,
            InstantSource clock,
            LongSupplier nanos,
            Rest rest,
            VerificationListener listener) {
        this.source = source;
        this.trust = trust;
        this.pace = pace;
        this.faults = faults;
        this.clock = clock;
        this.nanos = nanos;
        this.rest = rest;
        this.listener = listener;
        faults.load().ifPresent(fault -> state = state.with(fault));
    }

    /** What is known now. */
    public VerificationState state() {
        return state;
    }

    /** Makes pass after pass, until its thread is interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                pass();
                rest.pause(pace.betweenPasses());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One pass. */
    void pass() throws InterruptedException {
        Running running = new Running(clock.instant(), 0, 0);
        state = state.with(running);
        try (LogVerification verification = LogVerification.of(source, trust)) {
            ended(running, paced(verification, running));
        } catch (StorageFailed e) {
            state = state.unreadable(clock.instant());
            listener.unreadable(e);
        }
    }

    /** Where a pass is: how many events of how many were checked. */
    public record Running(Instant begun, long verified, long goal) {}

    private Verdict paced(LogVerification verification, Running running) throws InterruptedException {
        long begun = nanos.getAsLong();
        Optional<Verdict> verdict = verification.advance(STEP_BYTES);
        while (verdict.isEmpty()) {
            state = state.with(new Running(running.begun(), verification.verified(), verification.goal()));
            Duration early = pace.early(verification.bytes(), nanos.getAsLong() - begun);
            if (early.isPositive()) {
                rest.pause(early);
            }
            verdict = verification.advance(STEP_BYTES);
        }
        return verdict.get();
    }

    private void ended(Running running, Verdict verdict) {
        switch (verdict) {
            case Verdict.Sound sound -> {
                trust = trust.withSince(sound);
                VerificationState.Pass pass = new VerificationState.Pass(
                        running.begun(),
                        clock.instant(),
                        sound.size(),
                        sound.root().base64());
                state = state.with(pass);
                listener.passed(pass);
            }
            case Verdict.Broken broken ->
                found(new Fault(clock.instant(), broken.place().text(), broken.what()));
            case Verdict.SoundBundle _ -> throw new IllegalStateException("a log is no bundle");
        }
    }

    private void found(Fault fault) {
        boolean first = state.fault().isEmpty();
        state = state.broken(fault);
        if (first) {
            listener.broken(fault);
            faults.save(fault);
        }
    }
}
