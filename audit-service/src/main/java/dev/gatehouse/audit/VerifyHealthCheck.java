package dev.gatehouse.audit;

import dev.gatehouse.audit.log.verify.ContinuousVerification;
import dev.gatehouse.audit.log.verify.VerificationState;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Down from the first fault on that was found in the log. It is of the group {@code well}, and not of readiness: a log with
 * a fault in its past still takes events, and turning them away would lose more.
 */
@Wellness
@Singleton
public class VerifyHealthCheck implements HealthCheck {
    private final ContinuousVerification verification;

    public VerifyHealthCheck(ContinuousVerification verification) {
        this.verification = verification;
    }

    @Override
    public HealthCheckResponse call() {
        VerificationState state = verification.state();
        HealthCheckResponseBuilder health = HealthCheckResponse.named("log-verification")
                .status(state.fault().isEmpty());
        state.sound()
                .ifPresent(pass -> health.withData("events", pass.size())
                        .withData("ended", pass.ended().toString()));
        state.fault()
                .ifPresent(fault -> health.withData("place", fault.place())
                        .withData("what", fault.what())
                        .withData("found", fault.found().toString()));
        return health.build();
    }
}
