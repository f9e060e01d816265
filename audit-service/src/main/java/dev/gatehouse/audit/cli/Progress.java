package dev.gatehouse.audit.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Tells now and then how far a check is, and at its end how quick it was. */
final class Progress {
    private static final long BETWEEN = TimeUnit.SECONDS.toNanos(2);

    private final PrintWriter err;
    private final LongSupplier nanos;
    private final boolean quiet;
    private final long begun;
    private long told;

    /** @param nanos a clock that never goes back */
    Progress(PrintWriter err, LongSupplier nanos, boolean quiet) {
        this.err = err;
        this.nanos = nanos;
        this.quiet = quiet;
        this.begun = nanos.getAsLong();
        this.told = begun;
    }

    void at(long events, long goal, long bytes) {
        long now = nanos.getAsLong();
        if (!quiet && now - told >= BETWEEN) {
            told = now;
            err.println(String.format(Locale.ROOT, "%,d of %,d events, %s", events, goal, rate(events, bytes, now)));
        }
    }

    void end(long events, long bytes) {
        if (!quiet) {
            err.println(String.format(
                    Locale.ROOT, "%,d events were checked, %s", events, rate(events, bytes, nanos.getAsLong())));
        }
    }

    private String rate(long events, long bytes, long now) {
        double seconds = Math.max(1, now - begun) / 1e9;
        return String.format(
                Locale.ROOT, "%,.0f events/s, %,.1f MB/s, %.1f s", events / seconds, bytes / seconds / 1e6, seconds);
    }
}
