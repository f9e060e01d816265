package dev.gatehouse.audit.detect;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells threads to end. Nobody interrupts them: an interrupt closes the files that a thread has under its hands. */
public final class StopSignal {
    private final CountDownLatch given = new CountDownLatch(1);

    /** Gives the signal, for good. */
    public void give() {
        given.countDown();
    }

    boolean isGiven() {
        return given.getCount() == 0;
    }

    /** Waits so long, or until the signal is given. */
    void pause(Duration length) throws InterruptedException {
        boolean over = given.await(length.toMillis(), TimeUnit.MILLISECONDS);
        assert !over || isGiven();
    }
}
