package dev.gatehouse.scanner.cli;

import dev.gatehouse.scanner.source.ObjectSource;
import dev.gatehouse.scanner.source.ObjectSource.Work;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/** Shows on a terminal how far a scan is, when it takes longer than a moment. */
final class ProgressBar {
    private static final long FIRST_MILLIS = 1_000;
    private static final long BETWEEN_MILLIS = 200;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final Supplier<Work> done;
    private volatile Work total = Work.UNKNOWN;
    private final Thread measuring;
    private final Thread showing;
    private final long begun = System.nanoTime();

    private ProgressBar(PrintWriter err, Supplier<Work> done, List<ObjectSource> sources) {
        this.err = err;
        this.done = done;
        this.measuring = Thread.ofPlatform().daemon().name("measure").unstarted(() -> measure(sources));
        this.showing = Thread.ofPlatform().daemon().name("progress").unstarted(this::show);
    }

    /** A bar that runs until its end; measuring has a thread of its own, and waits for nobody. */
    static ProgressBar begin(PrintWriter err, Supplier<Work> done, List<ObjectSource> sources) {
        ProgressBar bar = new ProgressBar(err, done, sources);
        bar.measuring.start();
        bar.showing.start();
        return bar;
    }

    private void measure(List<ObjectSource> sources) {
        Work all = Work.UNKNOWN;
        for (ObjectSource source : sources) {
            Work work = source.measure();
            if (work.objects() == 0 || Thread.currentThread().isInterrupted()) {
                // One that nobody can measure makes the sum worthless.
                return;
            }
            all = all.plus(work);
        }
        total = all;
    }

    private void show() {
        boolean shown = false;
        try {
            Thread.sleep(FIRST_MILLIS);
            while (!Thread.currentThread().isInterrupted()) {
                err.print(CLEAR + new ProgressLine(done.get(), total, System.nanoTime() - begun).text());
                err.flush();
                shown = true;
                Thread.sleep(BETWEEN_MILLIS);
            }
        } catch (InterruptedException e) {
            // It is over.
        }
        if (shown) {
            err.print(CLEAR);
            err.flush();
        }
    }

    /** Takes it off the terminal. */
    void end() throws InterruptedException {
        measuring.interrupt();
        showing.interrupt();
        showing.join();
        // It may stand in a repository that is closed next.
        measuring.join();
    }
}
