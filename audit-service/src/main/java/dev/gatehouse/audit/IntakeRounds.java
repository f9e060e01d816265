package dev.gatehouse.audit;

import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.LetterExpiry;
import dev.gatehouse.audit.storage.local.ScanReport;
import dev.gatehouse.audit.storage.local.WatchedFolder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Takes in files, and forgets old dead letters, without being asked for it. */
@Singleton
public class IntakeRounds {
    private static final Logger LOG = Logger.getLogger(IntakeRounds.class);

    private final Optional<WatchedFolder> folder;
    private final LetterExpiry expiry;
    private final AtomicReference<Optional<ScanReport>> last = new AtomicReference<>(Optional.empty());

    public IntakeRounds(Optional<WatchedFolder> folder, LetterExpiry expiry, MeterRegistry registry) {
        this.folder = folder;
        this.expiry = expiry;
        gauge(registry, "waiting", "Files that may still be written, or that wait for the next look");
        gauge(registry, "unreadable", "Files and folders that can't be read or moved");
        gauge(registry, "stopped", "1 where the last look at the folder stopped before its end");
    }

    private void gauge(MeterRegistry registry, String name, String description) {
        Gauge.builder(
                        "gatehouse.intake." + name,
                        () -> last.get().map(report -> value(report, name)).orElse(0))
                .description(description)
                .register(registry);
    }

    private static int value(ScanReport report, String name) {
        return switch (name) {
            case "waiting" -> report.waiting();
            case "unreadable" -> report.unreadable();
            default -> report.stopped().isPresent() ? 1 : 0;
        };
    }

    /** What the last look at the folder did; empty before the first. */
    Optional<ScanReport> last() {
        return last.get();
    }

    /** Whether a folder is watched at all. */
    boolean watching() {
        return folder.isPresent();
    }

    @Scheduled(every = "${gatehouse.intake.interval:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        if (folder.isEmpty()) {
            return;
        }
        ScanReport report = folder.get().scan();
        Optional<String> before = last.getAndSet(Optional.of(report)).flatMap(ScanReport::stopped);
        if (report.stopped().isPresent() && !report.stopped().equals(before)) {
            LOG.errorf("the folder's files wait; problem=%s", report.stopped().get());
        }
        if (report.failed() > 0) {
            LOG.warnf("files were refused; count=%d", report.failed());
        }
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        try {
            int forgotten = expiry.run();
            if (forgotten > 0) {
                LOG.warnf("dead letters were forgotten unseen, since they were too old; count=%d", forgotten);
            }
        } catch (DeadLettersUnavailable e) {
            LOG.errorf("old dead letters can't be forgotten; problem=%s", e.getMessage());
        }
    }
}
