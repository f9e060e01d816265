package dev.gatehouse.scanner;

import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.scanner.response.AutoResponse;
import dev.gatehouse.scanner.response.ResponseEngine;
import dev.gatehouse.scanner.response.ResponseMode;
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

/** The threads that carry responses out, and the one that looks for findings that nothing has answered. */
@Singleton
public class ResponseThreads {
    private static final Logger LOG = Logger.getLogger(ResponseThreads.class);
    private static final Duration IDLE = Duration.ofMillis(300);
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final Duration LAST_STEP = Duration.ofSeconds(10);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    void start(@Observes StartupEvent started, Settings settings, ResponseEngine engine, AutoResponse auto) {
        ResponseSettings.Response response = settings.response();
        if (response.workers() < 0 || response.workers() > 64) {
            throw new ReadinessFailure("gatehouse.response.workers", "must be 0 to 64");
        }
        if (response.sweepEvery().compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ReadinessFailure("gatehouse.response.sweep-every", "must be 1s or more");
        }
        if (response.mode() == ResponseMode.OFF) {
            LOG.info("findings are not answered: gatehouse.response.mode is off");
        }
        for (int i = 0; i < response.workers(); i++) {
            threads.add(Thread.ofVirtual().name("response-" + i).start(() -> repeat(() -> workOnce(engine))));
        }
        threads.add(Thread.ofVirtual()
                .name("response-sweep")
                .start(() -> repeat(() -> sweep(auto, response.sweepEvery()))));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        long deadline = System.nanoTime() + LAST_STEP.toNanos();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
    }

    private interface Turn {
        /** How long to rest after it. */
        Duration take();
    }

    private void repeat(Turn turn) {
        Duration pause = Duration.ZERO;
        while (!isStopped(pause)) {
            pause = guarded(turn);
        }
    }

    private static Duration guarded(Turn turn) {
        try {
            return turn.take();
        } catch (StoreException | AuditUnavailable e) {
            LOG.warnf("responses wait for a store; failure=%s", e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            LOG.errorf("a response failed; failure=%s", e.getClass().getName());
        }
        return AWAY;
    }

    private static Duration workOnce(ResponseEngine engine) {
        return engine.workOnce() ? Duration.ZERO : IDLE;
    }

    private static Duration sweep(AutoResponse auto, Duration every) {
        int started = auto.sweep();
        if (started > 0) {
            LOG.infof("responses to open findings were started; responses=%d", started);
        }
        return every;
    }

    private boolean isStopped(Duration pause) {
        try {
            return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
