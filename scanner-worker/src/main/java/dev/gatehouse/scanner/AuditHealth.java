package dev.gatehouse.scanner;

import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.client.audit.send.AuditSender;
import dev.gatehouse.client.audit.send.SenderState;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Tells how the sending of audit events goes. Always up: what can't be sent waits in the outbox. */
@Readiness
@Singleton
public class AuditHealth implements HealthCheck {
    private final AuditOutbox outbox;
    private final Optional<AuditSender> sender;

    public AuditHealth(AuditOutbox outbox, AuditDelivery delivery) {
        this.outbox = outbox;
        this.sender = delivery.sender();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("audit").up().withData("pendingEvents", outbox.pendingEvents());
        sender.map(AuditSender::state)
                .ifPresentOrElse(state -> describe(answer, state), () -> answer.withData("state", "off"));
        return answer.build();
    }

    private static void describe(HealthCheckResponseBuilder answer, SenderState state) {
        answer.withData("state", state.word());
        switch (state) {
            case SenderState.Away(Instant since, String reason) -> trouble(answer, since, reason);
            case SenderState.Refused(Instant since, String reason) -> trouble(answer, since, reason);
            case SenderState.Idle ignored -> {}
            case SenderState.Sending ignored -> {}
            case SenderState.Stopped ignored -> {}
        }
    }

    private static void trouble(HealthCheckResponseBuilder answer, Instant since, String reason) {
        answer.withData("since", since.toString()).withData("reason", reason);
    }
}
