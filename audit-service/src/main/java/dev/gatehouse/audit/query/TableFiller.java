package dev.gatehouse.audit.query;

import dev.gatehouse.audit.event.Normalizer;
import dev.gatehouse.audit.log.LogReader;
import dev.gatehouse.audit.log.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/**
 * Follows the log and fills the table: from the table's position, which stands in the table with its rows, so that after
 * any interruption it goes on without a gap and without a double.
 *
 * <p>One thread runs it. A failure of the table or the log is tried again, ever less often; the log keeps what waits.
 */
public final class TableFiller implements Runnable {
    private static final long IDLE_MILLIS = 1_000;

    private final LogReader log;
    private final Normalizer normalizer;
    private final FilledTable table;
    private final FillerLimits limits;
    private final TableListener listener;
    private final InstantSource clock;
    private final Pause pause;
    private OptionalLong position = OptionalLong.empty();
    private Instant lastAppend = Instant.MIN;
    private int failures;

    /** Waits a while, for instance {@code Thread::sleep}. */
    @FunctionalInterface
    public interface Pause {
        void millis(long millis) throws InterruptedException;
    }

    /** What fills a table; nothing is read before it runs. */
    public TableFiller(
            LogReader log,
            Normalizer normalizer,
            FilledTable table,
            FillerLimits limits,
            TableListener listener,
            InstantSource clock,
            Pause pause) {
        this.log = log;
        this.normalizer = new SafeNormalizer(normalizer, listener::notNormalized);
        this.table = table;
        this.limits = limits;
        this.listener = listener;
        this.clock = clock;
        this.pause = pause;
    }

    /** Fills the table until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for events and appends what there is, or waits after a failure. */
    void step() throws InterruptedException {
        try {
            fill();
            succeeded();
        } catch (RuntimeException failure) {
            failed(failure);
        }
    }

    private void fill() throws InterruptedException {
        long next = position();
        long size = log.awaitMoreThan(next, IDLE_MILLIS);
        if (size <= next) {
            return;
        }
        gather(next, size);
        List<IndexedEvent> events = log.read(next, limits.maxEvents(), limits.maxBytes()).stream()
                .map(this::indexed)
                .toList();
        table.append(events);
        lastAppend = clock.instant();
        long after = events.getLast().index() + 1;
        position = OptionalLong.of(after);
        listener.appended(after, Math.max(0, log.size() - after));
    }

    private long position() {
        if (position.isEmpty()) {
            long next = table.position();
            if (next > log.size()) {
                // The log was set back, for instance to a backup: what the table has beyond it never happened.
                listener.rebuilding("the table has events that the log does not have");
                table.rebuild();
                next = table.position();
            }
            position = OptionalLong.of(next);
            listener.standsAt(next);
        }
        return position.getAsLong();
    }

    /** While events keep coming, many go in together: a commit costs the same for one and for thousands. */
    private void gather(long next, long size) throws InterruptedException {
        Instant now = clock.instant();
        if (size - next < limits.maxEvents() && now.isBefore(lastAppend.plus(limits.interval()))) {
            long rest =
                    Duration.between(now, lastAppend.plus(limits.interval())).toMillis();
            log.awaitMoreThan(next + limits.maxEvents() - 1, Math.max(1, rest));
        }
    }

    private IndexedEvent indexed(LoggedEvent logged) {
        return IndexedEvent.of(logged, normalizer);
    }

    private void succeeded() {
        if (failures > 0) {
            failures = 0;
            listener.recovered();
        }
    }

    private void failed(RuntimeException failure) throws InterruptedException {
        // Whether the append took place is known to the table only.
        position = OptionalLong.empty();
        if (failures == 0) {
            listener.failing(failure);
        }
        long wait = limits.firstRetry().toMillis() << Math.min(failures, 20);
        failures++;
        pause.millis(Math.min(wait, limits.lastRetry().toMillis()));
    }
}
