package dev.gatehouse.scanner.source;

import dev.gatehouse.scanner.finding.CoverageEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Scans what sources give on several threads, which share a short queue: listing waits while they have enough to do. */
public final class ParallelScan {
    private static final int WAITING_FOR_EACH_JOB = 32;

    private final Supplier<ContentScan> scans;
    private final ReadLimits limits;
    private final ScanEvents events;
    private final BlockingQueue<Task> queue;
    private final int jobs;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** What stands in the queue. */
    private sealed interface Task {}

    private record Work(SourceObject object) implements Task {}

    private record End() implements Task {}

    /**
     * A scan by some threads.
     *
     * @param scans gives each thread its own
     * @param jobs how many threads
     */
    public ParallelScan(Supplier<ContentScan> scans, ReadLimits limits, ScanEvents events, int jobs) {
        this.scans = scans;
        this.limits = limits;
        this.events = events;
        this.jobs = jobs;
        this.queue = new ArrayBlockingQueue<>(jobs * WAITING_FOR_EACH_JOB);
    }

    /**
     * Scans all that the sources give, to its end.
     *
     * @throws InterruptedException this thread was interrupted; what waited is not scanned
     */
    public void run(List<ObjectSource> sources) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < jobs; i++) {
            threads.add(Thread.ofPlatform().daemon().name("scan-" + i).start(this::work));
        }
        try {
            for (ObjectSource source : sources) {
                source.give(new Queue());
            }
            queue.put(new End());
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            threads.forEach(Thread::interrupt);
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a scanning thread failed", failure.get());
        }
    }

    private final class Queue implements ObjectReceiver {
        @Override
        public void object(SourceObject object) throws InterruptedException {
            queue.put(new Work(object));
        }

        @Override
        public void covered(CoverageEntry entry) {
            events.covered(entry);
        }
    }

    private void work() {
        try {
            ObjectScan scan = new ObjectScan(scans.get(), limits, events);
            while (queue.take() instanceof Work(SourceObject object)) {
                if (failure.get() == null) {
                    scan.scan(object);
                }
            }
            queue.put(new End());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure.set(e);
            drain();
        }
    }

    /** The others, and who lists, are not to wait for a thread that is gone. */
    private void drain() {
        try {
            while (queue.take() instanceof Work) {
                // What waited is not scanned: the whole scan has failed.
            }
            queue.put(new End());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
