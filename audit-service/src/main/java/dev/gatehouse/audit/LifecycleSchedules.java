package dev.gatehouse.audit;

import dev.gatehouse.audit.lifecycle.Copies;
import dev.gatehouse.audit.lifecycle.Ledger;
import dev.gatehouse.audit.lifecycle.LifecycleBusy;
import dev.gatehouse.audit.lifecycle.LifecycleState.SweepReport;
import dev.gatehouse.audit.lifecycle.RetentionSweep;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What happens to payloads without being asked for. */
@Singleton
public class LifecycleSchedules {
    private static final Logger LOG = Logger.getLogger(LifecycleSchedules.class);

    private final Ledger ledger;
    private final Copies copies;
    private final RetentionSweep sweep;

    public LifecycleSchedules(Ledger ledger, Copies copies, RetentionSweep sweep) {
        this.ledger = ledger;
        this.copies = copies;
        this.sweep = sweep;
    }

    /** A retention document that is wrong stops the start, and not the first sweep. */
    void start(@Observes StartupEvent event) {
        LOG.infof("retention has %d rules", sweep.retention().rules().size());
    }

    /** Completes, first at the start, what a crash or a failure left undone; keeps how far the log was followed. */
    @Scheduled(
            every = "${gatehouse.lifecycle.settle-interval:30s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void settle() {
        quietly("settle", ledger::settle);
    }

    /** Takes what was erased out of files where a database has left it. */
    @Scheduled(
            every = "${gatehouse.lifecycle.scrub-interval:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void scrub() {
        quietly("scrub", copies::scrub);
    }

    /** Destroys payloads whose retention is over. */
    @Scheduled(
            every = "${gatehouse.lifecycle.sweep-interval:1h}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        quietly("sweep", () -> {
            SweepReport report = sweep.sweep();
            if (report.expired() > 0) {
                LOG.infof("retention destroyed payloads; count=%d complete=%s", report.expired(), report.complete());
            }
        });
    }

    /** What did not work is tried again next time; its message may quote what it failed on, and is not logged. */
    private static void quietly(String what, Runnable work) {
        try {
            work.run();
        } catch (LifecycleBusy next) {
            LOG.debugf("lifecycle is busy; step=%s", what);
        } catch (RuntimeException e) {
            LOG.errorf("lifecycle failed; step=%s type=%s", what, e.getClass().getName());
        }
    }
}
