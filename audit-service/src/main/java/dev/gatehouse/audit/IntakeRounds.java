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
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Takes in files, and forgets old dead letters, without being asked for it. */
@Singleton
public class IntakeRounds {
    private static final Logger LOG = Logger.getLogger(IntakeRounds.class);

    private final Optional<WatchedFolder> folder;
    private final LetterExpiry expiry;
    private final Last last = new Last();

    public IntakeRounds(Optional<WatchedFolder> folder, LetterExpiry expiry, MeterRegistry registry) {
        this.folder = folder;
        this.expiry = expiry;
        // The gauges know the reports, and not this object, which is not made yet.
        Last reports = last;
        gauge(
                registry,
                "waiting",
                "Files that may still be written, or that wait for the next look",
                () -> reports.report.map(ScanReport::waiting));
        gauge(
                registry,
                "unreadable",
                "Files and folders that can't be read or moved",
                () -> reports.report.map(ScanReport::unreadable));
        gauge(
                registry,
                "stopped",
                "1 where the last look at the folder stopped before its end",
                () -> reports.report.map(report -> report.stopped().isPresent() ? 1 : 0));
    }

    private static void gauge(
            MeterRegistry registry, String name, String description, Supplier<Optional<Integer>> value) {
        Gauge.builder("gatehouse.intake." + name, () -> value.get().orElse(0))
                .description(description)
                .register(registry);
    }

    /** What the last look at the folder did; empty before the first. */
    Optional<ScanReport> last() {
        return last.report;
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
        Optional<String> before = last.report.flatMap(ScanReport::stopped);
        last.report = Optional.of(report);
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

    /** What the last look did; one thread looks, and many read. */
    private static final class Last {
        private volatile Optional<ScanReport> report = Optional.empty();
    }
}
