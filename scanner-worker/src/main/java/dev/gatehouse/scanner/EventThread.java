package dev.gatehouse.scanner;

import dev.gatehouse.scanner.store.aws.AwsClientSettings;
import dev.gatehouse.scanner.store.aws.SqsEventFeed;
import dev.gatehouse.scanner.work.AllowedPlaces;
import dev.gatehouse.scanner.work.EventIntake;
import dev.gatehouse.scanner.work.Scans;
import dev.gatehouse.scanner.work.WorkQueue;
import dev.gatehouse.service.failure.StoreException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The thread that takes events from their queue, where one is configured. It pauses while too much work waits. */
@Singleton
public class EventThread {
    private static final Logger LOG = Logger.getLogger(EventThread.class);
    private static final Duration AWAY = Duration.ofSeconds(5);

    private final Settings settings;
    private final WorkQueue queue;
    private final MeterRegistry registry;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();

    EventThread(Settings settings, WorkQueue queue, MeterRegistry registry) {
        this.settings = settings;
        this.queue = queue;
        this.registry = registry;
    }

    void start(
            @Observes StartupEvent started,
            Scans scans,
            Targets targets,
            AllowedPlaces allowed,
            Instance<SqsClient> sqs) {
        thread = settings.aws().eventQueueUrl().map(url -> {
            EventIntake.Home home = Made.named(
                    "gatehouse.events.account",
                    () -> new EventIntake.Home(
                            settings.events().account(), settings.aws().region()));
            EventIntake intake = new EventIntake(scans, targets.all(), allowed, home, this::count);
            SqsEventFeed feed = Made.named(
                    "gatehouse.events.wait, .batch",
                    () -> new SqsEventFeed(
                            sqs.get(),
                            url,
                            settings.events().patience(),
                            settings.events().batch(),
                            intake,
                            AwsClientSettings.DEFAULTS));
            return Thread.ofPlatform().name("scan-events").daemon().start(() -> run(feed));
        });
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        if (thread.isPresent()) {
            // What is received after this goes back to the queue.
            thread.get().join(settings.events().patience().plus(AWAY));
        }
    }

    private void count(String outcome) {
        Counter.builder("gatehouse.scan.events")
                .description("Events that were received, by what became of them; a broken one each time that it comes")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    private void run(SqsEventFeed feed) {
        Duration pause = Duration.ZERO;
        while (!isStopped(pause)) {
            pause = pollOnce(feed);
        }
    }

    private Duration pollOnce(SqsEventFeed feed) {
        try {
            if (queue.size() > settings.scan().maxQueued()) {
                return AWAY;
            }
            int taken = feed.pollOnce(() -> stopping.getCount() == 0);
            if (taken > 0) {
                LOG.debugf("events were taken; messages=%d", taken);
            }
            return Duration.ZERO;
        } catch (StoreException e) {
            LOG.warnf("events can't be taken now; failure=%s", e.getClass().getSimpleName());
            count("failed");
            return AWAY;
        } catch (RuntimeException e) {
            LOG.errorf("taking events failed; failure=%s", e.getClass().getName());
            count("failed");
            return AWAY;
        }
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
