package dev.gatehouse.scanner;

import dev.gatehouse.scanner.work.ScanCounts;
import dev.gatehouse.scanner.work.ScanStore;
import dev.gatehouse.scanner.work.Scans;
import dev.gatehouse.scanner.work.ScheduledTarget;
import dev.gatehouse.scanner.work.TargetRuns;
import dev.gatehouse.service.failure.StoreException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.Logger;

/** What happens without being asked for. */
@Singleton
public class Schedules {
    private static final Logger LOG = Logger.getLogger(Schedules.class);

    private final Targets targets;
    private final TargetRuns runs;
    private final Scans scans;
    private final ScanStore store;
    private final Settings settings;
    private volatile Map<String, ScanCounts> running = Map.of();

    Schedules(Targets targets, TargetRuns runs, Scans scans, ScanStore store, Settings settings) {
        this.targets = targets;
        this.runs = runs;
        this.scans = scans;
        this.store = store;
        this.settings = settings;
    }

    /** A job for each target's times. */
    void start(@Observes StartupEvent started, Scheduler scheduler) {
        for (int i = 0; i < targets.scheduled().size(); i++) {
            ScheduledTarget target = targets.scheduled().get(i);
            String cron = settings.targets().stream()
                    .filter(configured ->
                            configured.name().equals(target.target().name()))
                    .findFirst()
                    .flatMap(ScanSettings.ScanTarget::cron)
                    .orElseThrow();
            var _ = scheduler
                    .newJob("target-" + target.target().name())
                    .setCron(cron)
                    .setTimeZone("UTC")
                    .setConcurrentExecution(ConcurrentExecution.SKIP)
                    .setTask(execution -> check(target), true)
                    .schedule();
        }
    }

    /** Starts what was missed while nothing ran, and what a jitter put off. */
    @Scheduled(every = "10s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void catchUp() {
        targets.scheduled().forEach(this::check);
    }

    /** Sets scans going again that stand still, and forgets old ones. */
    @Scheduled(every = "60s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tidy() {
        try {
            running = scans.revive(targets.all(), running);
            var _ = store.forgetAllBut(
                    settings.scan().keptScans(), settings.events().keptScans());
        } catch (StoreException e) {
            LOG.warnf(
                    "scans can't be looked after now; failure=%s", e.getClass().getSimpleName());
        }
    }

    private void check(ScheduledTarget target) {
        try {
            switch (runs.check(target)) {
                case STARTED ->
                    LOG.infof(
                            "a scheduled scan begins; target=%s",
                            target.target().name());
                case OVERLAPS ->
                    LOG.warnf(
                            "a scheduled scan is passed over: the one before still runs; target=%s",
                            target.target().name());
                case NOT_DUE -> {}
            }
        } catch (StoreException e) {
            LOG.warnf(
                    "a schedule can't be looked at now; failure=%s",
                    e.getClass().getSimpleName());
        }
    }
}
