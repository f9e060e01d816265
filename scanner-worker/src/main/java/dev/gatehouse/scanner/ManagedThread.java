package dev.gatehouse.scanner;

import dev.gatehouse.scanner.managed.FingerprintSource;
import dev.gatehouse.scanner.managed.ManagedDetection;
import dev.gatehouse.scanner.managed.ManagedState;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Asks for managed values at the start and then again and again, on a thread of its own, so that nothing waits for it. */
@Singleton
public class ManagedThread {
    private static final Logger LOG = Logger.getLogger(ManagedThread.class);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final CountDownLatch stopping = new CountDownLatch(1);

    void start(@Observes StartupEvent started, Settings settings, Detections detections) {
        Duration every = settings.managed().every();
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ReadinessFailure("gatehouse.managed.every", "must be 1s or more");
        }
        detections
                .source()
                .ifPresent(source -> Thread.ofVirtual()
                        .name("managed-values")
                        .start(() -> run(detections.managed(), source, every)));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void run(ManagedDetection managed, FingerprintSource source, Duration every) {
        Duration retry = every.compareTo(RETRY) < 0 ? every : RETRY;
        try {
            boolean stopped = false;
            while (!stopped) {
                String before = managed.state().word();
                boolean answered = managed.refresh(source);
                tell(before, managed.state());
                stopped = stopping.await((answered ? every : retry).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(String before, ManagedState state) {
        if (state.word().equals(before)) {
            return;
        }
        if (state.failure().isPresent()) {
            LOG.warnf(
                    "managed values can't be fetched; reason=%s",
                    state.failure().get());
        } else {
            LOG.infof("managed values are looked for; values=%d missing=%d", state.values(), state.missing());
        }
    }
}
