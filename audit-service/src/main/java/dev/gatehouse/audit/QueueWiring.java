package dev.gatehouse.audit;

import dev.gatehouse.audit.ingest.DeadLetters;
import dev.gatehouse.audit.ingest.file.AllowedBuckets;
import dev.gatehouse.audit.ingest.file.FileIntake;
import dev.gatehouse.audit.ingest.file.ObjectNotices;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.storage.aws.FeedListener;
import dev.gatehouse.audit.storage.aws.FeedSettings;
import dev.gatehouse.audit.storage.aws.FeedTimer;
import dev.gatehouse.audit.storage.aws.NoticeQueue;
import dev.gatehouse.audit.storage.aws.S3TrailStore;
import dev.gatehouse.audit.storage.aws.SqsFileFeed;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts together what takes in the files that a queue tells of, and runs it. */
@Singleton
public class QueueWiring {
    private static final Logger LOG = Logger.getLogger(QueueWiring.class);
    private static final Duration POLL = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Settings settings;
    private final S3Client s3;
    private final SqsClient sqs;
    private final MeterRegistry registry;
    private final FeedTimer timer = new FeedTimer();
    private final List<Thread> readers = new ArrayList<>();

    QueueWiring(Settings settings, S3Client s3, SqsClient sqs, MeterRegistry registry) {
        this.settings = settings;
        this.s3 = s3;
        this.sqs = sqs;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event, FileIntake intake, DeadLetters letters, InstantSource clock) {
        settings.cloudTrail().queueUrl().ifPresent(url -> {
            AllowedBuckets buckets = new AllowedBuckets(
                    Set.copyOf(settings.cloudTrail().buckets().orElse(List.of())));
            S3TrailStore files = new S3TrailStore(s3, buckets, settings.intake().maxStoredBytes());
            for (int i = 0; i < settings.cloudTrail().readers(); i++) {
                SqsFileFeed feed = new SqsFileFeed(
                        queue(url), new ObjectNotices(buckets), files, intake, letters, timer, new Told(), clock);
                readers.add(Thread.ofPlatform().name("queue-" + i).daemon().start(() -> follow(feed)));
            }
        });
    }

    private NoticeQueue queue(String url) {
        FeedSettings feed = Made.named(
                "gatehouse.cloudtrail.queue-url, .visibility, .max-receives",
                () -> new FeedSettings(
                        url,
                        POLL,
                        settings.cloudTrail().visibility(),
                        settings.cloudTrail().maxReceives()));
        return new NoticeQueue(sqs, feed, AwsClients.settings(settings));
    }

    private void follow(SqsFileFeed feed) {
        while (!timer.isStopping()) {
            try {
                feed.pollOnce();
            } catch (StorageFailed e) {
                LOG.errorf("the queue does not answer; problem=%s", e.getMessage());
                timer.pause(PAUSE);
            }
        }
    }

    private final class Told implements FeedListener {
        @Override
        public void done() {
            count("done");
        }

        @Override
        public void deadLetter(String reason) {
            registry.counter("gatehouse.intake.dead.letters", "reason", reason).increment();
        }

        @Override
        public void waiting(RuntimeException cause) {
            count("waiting");
            LOG.warnf("a file waits until it can be made durable; problem=%s", cause.getMessage());
        }

        @Override
        public void failed(RuntimeException cause) {
            count("failed");
            LOG.errorf(
                    "a message failed, and comes again; type=%s problem=%s",
                    cause.getClass().getSimpleName(), cause.getMessage());
        }

        private void count(String outcome) {
            registry.counter("gatehouse.intake.messages", "outcome", outcome).increment();
        }
    }

    /** A poll that is under way is not waited for: its message, if it gets one, comes again. */
    void stop(@Observes ShutdownEvent event) {
        timer.close();
        try {
            for (Thread reader : readers) {
                reader.join(PATIENCE.dividedBy(Math.max(1, readers.size())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
