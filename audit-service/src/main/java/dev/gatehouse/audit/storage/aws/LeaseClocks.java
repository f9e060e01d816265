package dev.gatehouse.audit.storage.aws;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The clocks that a lease goes by.
 *
 * @param wall the time of day, which another machine reads too
 * @param nanos nanoseconds since some moment, which nobody sets: {@link System#nanoTime}
 */
public record LeaseClocks(InstantSource wall, LongSupplier nanos) {
    /** This machine's. */
    public static LeaseClocks system() {
        return new LeaseClocks(InstantSource.system(), System::nanoTime);
    }
}
