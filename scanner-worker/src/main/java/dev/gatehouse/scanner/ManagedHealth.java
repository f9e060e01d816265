package dev.gatehouse.scanner;

import dev.gatehouse.scanner.managed.ManagedState;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Tells how old the managed values are. Always up: while config-service is away, those of before are looked for. */
@Readiness
@Singleton
public class ManagedHealth implements HealthCheck {
    private final Detections detections;
    private final InstantSource clock;

    ManagedHealth(Detections detections, InstantSource clock) {
        this.detections = detections;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("managed-values").up();
        if (detections.source().isEmpty()) {
            return answer.withData("state", "off").build();
        }
        ManagedState state = detections.managed().state();
        answer.withData("state", state.word())
                .withData("values", state.values())
                .withData("missing", state.missing());
        state.confirmed()
                .ifPresent(at -> answer.withData(
                        "ageSeconds", Duration.between(at, clock.instant()).toSeconds()));
        state.failure().ifPresent(reason -> answer.withData("reason", reason));
        return answer.build();
    }
}
