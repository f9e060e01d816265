package dev.gatehouse.cli.shell;

import java.time.Duration;

/** Waits between two looks. */
@FunctionalInterface
public interface Pause {
    /** Waits so long. */
    void pause(Duration time) throws InterruptedException;
}
