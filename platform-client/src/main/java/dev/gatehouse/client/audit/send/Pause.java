package dev.gatehouse.client.audit.send;

import java.time.Duration;

/** Waits; a port, so that tests don't. */
@FunctionalInterface
public interface Pause {
    /** Really waits. */
    Pause SLEEP = Thread::sleep;

    /** @throws InterruptedException the thread was interrupted */
    void rest(Duration duration) throws InterruptedException;
}
