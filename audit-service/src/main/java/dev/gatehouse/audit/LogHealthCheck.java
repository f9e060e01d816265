package dev.gatehouse.audit;

import dev.gatehouse.audit.log.SealedLog;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Ready while this process may write its log. */
@Startup
@Readiness
@Singleton
public class LogHealthCheck implements HealthCheck {
    private final SealedLog log;
    private final Metrics metrics;

    public LogHealthCheck(SealedLog log, Metrics metrics) {
        this.log = log;
        this.metrics = metrics;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("log")
                .status(metrics.writing())
                .withData("events", log.size())
                .withData(
                        "sealed",
                        log.checkpoint()
                                .map(newest -> newest.checkpoint().size())
                                .orElse(0L))
                .build();
    }
}
