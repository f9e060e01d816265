package dev.gatehouse.config;

import dev.gatehouse.config.adoption.Adoption;
import dev.gatehouse.config.snapshot.Copies;
import dev.gatehouse.config.snapshot.LastKnownGood;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What happens without being asked for. */
@Singleton
public class Schedules {
    private final Copies copies;
    private final Optional<LastKnownGood> lastKnownGood;
    private final Adoption adoption;

    public Schedules(Copies copies, Optional<LastKnownGood> lastKnownGood, Adoption adoption) {
        this.copies = copies;
        this.lastKnownGood = lastKnownGood;
        this.adoption = adoption;
    }

    /** Finds what no event told of. */
    @Scheduled(every = "${gatehouse.reconcile.interval:60s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void reconcile() {
        copies.reconcile();
    }

    /** Keeps what is held for a restart during an outage. */
    @Scheduled(
            every = "${gatehouse.last-known-good.interval:30s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void keep() {
        lastKnownGood.ifPresent(copies::keep);
    }

    /** Forgets holders of secrets that were not heard of for long. */
    @Scheduled(
            every = "${gatehouse.adoption.forget-every:1h}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        adoption.forget();
    }
}
