package dev.gatehouse.config;

import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.rotation.RotationEngine;
import dev.gatehouse.config.rotation.RotationScheduler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** Rotations that go on, and that begin, without being asked. */
@Singleton
public class RotationSchedules {
    private final RotationEngine engine;
    private final RotationScheduler scheduler;
    private final Contract contract;
    private final boolean enabled;
    private final AtomicLong overdue = new AtomicLong();

    public RotationSchedules(
            RotationEngine engine, RotationScheduler scheduler, Contract contract, RotationSettings settings) {
        this.engine = engine;
        this.scheduler = scheduler;
        this.contract = contract;
        this.enabled = settings.enabled();
    }

    void register(@Observes StartupEvent started, MeterRegistry registry) {
        Gauge.builder("gatehouse.rotations.overdue", overdue, AtomicLong::get)
                .description("Secrets that should have been rotated by now")
                .register(registry);
    }

    @Scheduled(every = "${gatehouse.rotation.interval:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void goOn() {
        if (enabled) {
            contract.environments().forEach(engine::pass);
        }
    }

    @Scheduled(
            every = "${gatehouse.rotation.schedule-interval:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void look() {
        if (enabled) {
            overdue.set(
                    contract.environments().stream().mapToLong(scheduler::look).sum());
        }
    }
}
