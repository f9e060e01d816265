package dev.gatehouse.scanner;

import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.work.WorkQueue;
import dev.gatehouse.service.failure.StoreException;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while findings and the queue can be read. */
@Readiness
@Singleton
public class StoreHealth implements HealthCheck {
    private final FindingStore findings;
    private final WorkQueue queue;

    public StoreHealth(FindingStore findings, WorkQueue queue) {
        this.findings = findings;
        this.queue = queue;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            var _ = findings.counts();
            return HealthCheckResponse.named("store")
                    .up()
                    .withData("queued", queue.size())
                    .build();
        } catch (StoreException e) {
            return HealthCheckResponse.named("store")
                    .down()
                    .withData("failure", e.getClass().getSimpleName())
                    .build();
        }
    }
}
