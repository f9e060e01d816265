package dev.gatehouse.audit.log.witness;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds rounds on a thread of its own, with a pause after each. */
public final class WitnessRounds implements AutoCloseable {
    private final Witnessing witnessing;
    private final Duration pause;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param pause between two rounds: no witness is asked more often */
    public WitnessRounds(Witnessing witnessing, Duration pause) {
        this.witnessing = witnessing;
        this.pause = pause;
    }

    /** Begins. */
    public void start() {
        Thread.ofVirtual().name("log-witnesses").start(this::run);
    }

    private void run() {
        try {
            do {
                witnessing.round();
            } while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends after the round that is under way, without waiting for it. */
    @Override
    public void close() {
        closing.countDown();
    }
}
