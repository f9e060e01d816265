package dev.gatehouse.scanner.cli;

import dev.gatehouse.scanner.source.ObjectSource.Work;
import java.util.Locale;

/**
 * How far a scan is, as a line.
 *
 * @param done what is scanned
 * @param total what there is; {@link Work#UNKNOWN} until that is known
 * @param nanos since it began
 */
record ProgressLine(Work done, Work total, long nanos) {
    private static final int WIDTH = 24;
    private static final long MINUTE = 60;

    String text() {
        double seconds = Math.max(nanos, 1) / 1e9;
        String rate = done.bytes() > 0
                ? String.format(Locale.ROOT, "%,.1f MB/s", done.bytes() / seconds / 1e6)
                : String.format(Locale.ROOT, "%,.0f objects/s", done.objects() / seconds);
        double part = part();
        if (part <= 0) {
            return String.format(Locale.ROOT, "%,d objects, %s", done.objects(), rate);
        }
        int full = (int) (part * WIDTH);
        return String.format(
                Locale.ROOT,
                "[%s%s] %d%%, %,d of %,d objects, %s, %s left",
                "#".repeat(full),
                "-".repeat(WIDTH - full),
                (int) (part * 100),
                done.objects(),
                Math.max(total.objects(), done.objects()),
                rate,
                time((long) (seconds * (1 - part) / part)));
    }

    /** From 0 to 1; 0 if nobody knows. */
    private double part() {
        boolean bytes = total.bytes() > 0;
        double whole = bytes ? total.bytes() : total.objects();
        return whole == 0 ? 0 : Math.min(1, (bytes ? done.bytes() : done.objects()) / whole);
    }

    private static String time(long seconds) {
        return seconds < 2 * MINUTE ? seconds + " s" : (seconds + MINUTE / 2) / MINUTE + " min";
    }
}
