package dev.gatehouse.scanner.source.aws;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Lets calls through at a steady rate, whichever threads make them, so that an account's quota is left to others too. */
public final class Pace {
    private final long interval;
    private final LongSupplier nanos;
    private final LongConsumer waiting;
    private long next;

    /**
     * A pace.
     *
     * @param perSecond calls a second, over time
     * @param nanos the time, as {@link System#nanoTime} gives it
     * @param waiting waits for so many nanoseconds
     */
    public Pace(double perSecond, LongSupplier nanos, LongConsumer waiting) {
        if (!(perSecond > 0 && perSecond <= 1_000)) {
            throw new IllegalArgumentException("a pace is over 0 and up to 1000 calls a second");
        }
        this.interval = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        this.nanos = nanos;
        this.waiting = waiting;
        this.next = nanos.getAsLong();
    }

    /** Waits for the next call's turn. */
    void await() {
        long pause = turn();
        if (pause > 0) {
            waiting.accept(pause);
        }
    }

    private synchronized long turn() {
        long now = nanos.getAsLong();
        // The difference is right also where the clock's number wraps.
        long at = next - now > 0 ? next : now;
        next = at + interval;
        return at - now;
    }
}
