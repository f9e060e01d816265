package dev.gatehouse.scanner;

import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.scanner.work.Worker;
import dev.gatehouse.scanner.work.Workers;
import dev.gatehouse.service.failure.StoreException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The threads that scan. When the process stops, each finishes the object in hand, if that does not take long. */
@Singleton
public class WorkerThreads {
    private static final Logger LOG = Logger.getLogger(WorkerThreads.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration STORE_AWAY = Duration.ofSeconds(5);
    private static final Duration LAST_OBJECT = Duration.ofSeconds(10);
    /** A lease is extended so often while it lasts. */
    private static final int BEATS = 4;

    private final List<Thread> threads = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    void start(@Observes StartupEvent started, Settings settings, Workers made, Detections detections) {
        int count = settings.scan().workers();
        if (count < 0 || count > 256) {
            throw new ReadinessFailure("gatehouse.scan.workers", "must be 0 to 256");
        }
        for (int i = 0; i < count; i++) {
            Worker worker = made.worker(detections.detector());
            workers.add(worker);
            threads.add(Thread.ofPlatform().name("scan-" + i).daemon().start(() -> run(worker, detections)));
        }
        Duration beat = made.settings().lease().dividedBy(BEATS);
        var _ = Thread.ofPlatform().name("scan-leases").daemon().start(() -> keepLeases(beat));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        long deadline = System.nanoTime() + LAST_OBJECT.toNanos();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }

    private void run(Worker worker, Detections detections) {
        Duration pause = Duration.ZERO;
        while (!stopped(pause)) {
            pause = detections.isSettled() ? workOnce(worker) : IDLE;
        }
    }

    private static Duration workOnce(Worker worker) {
        try {
            return worker.workOnce() ? Duration.ZERO : IDLE;
        } catch (StoreException | AuditUnavailable e) {
            LOG.warnf("scanning waits for a store; failure=%s", e.getClass().getSimpleName());
            return STORE_AWAY;
        } catch (RuntimeException e) {
            LOG.errorf("a worker failed; failure=%s", e.getClass().getName());
            return STORE_AWAY;
        }
    }

    private void keepLeases(Duration beat) {
        while (!stopped(beat)) {
            for (Worker worker : workers) {
                try {
                    worker.beat();
                } catch (StoreException e) {
                    LOG.warnf(
                            "a lease could not be extended; failure=%s",
                            e.getClass().getSimpleName());
                }
            }
        }
    }

    private boolean stopped(Duration pause) {
        try {
            return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
