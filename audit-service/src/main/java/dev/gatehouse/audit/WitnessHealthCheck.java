package dev.gatehouse.audit;

import dev.gatehouse.audit.log.witness.WitnessStatus;
import dev.gatehouse.audit.log.witness.Witnessing;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Shows how the witnesses fare. It is always up: the log takes events without them. */
@Readiness
@Singleton
public class WitnessHealthCheck implements HealthCheck {
    private final Witnessing witnessing;

    public WitnessHealthCheck(Witnessing witnessing) {
        this.witnessing = witnessing;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health =
                HealthCheckResponse.named("witnesses").up();
        for (WitnessStatus status : witnessing.statuses()) {
            health.withData(status.name(), status.problem().orElseGet(() -> "has cosigned size " + status.cosigned()));
        }
        return health.build();
    }
}
