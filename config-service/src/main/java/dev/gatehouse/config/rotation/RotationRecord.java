package dev.gatehouse.config.rotation;

import dev.gatehouse.config.access.Resources;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.Grants;
import dev.gatehouse.service.access.Principal;
import dev.gatehouse.service.access.Resource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts what the engine does on record: each step is an event {@code secret:rotation-<step>} of the service itself, whose
 * request is the rotation.
 */
final class RotationRecord {
    private static final Grants NONE = new Grants() {
        @Override
        public boolean allows(Capability capability, Resource resource) {
            return false;
        }
    };
    private static final Principal ENGINE = new Principal("service:rotation", NONE);
    private static final String HERE = "internal";

    private final AuditTrail trail;

    RotationRecord(AuditTrail trail) {
        this.trail = trail;
    }

    /** Does a step between two records. */
    StepOutcome step(SecretName secret, Rotation rotation, String step, Supplier<StepOutcome> work) {
        return trail.change(
                caller(rotation.id()), Resources.secret(secret), "rotation-" + step, work, outcome -> switch (outcome) {
                    case StepOutcome.Done ignored ->
                        new AuditTrail.Done(rotation.to().value());
                    case StepOutcome.Retry ignored -> new AuditTrail.NotDone("retry");
                    case StepOutcome.Failed ignored -> new AuditTrail.NotDone("failed");
                    case StepOutcome.NeedsPerson ignored -> new AuditTrail.NotDone("needs-person");
                });
    }

    /** Records what was decided, before it is done. */
    void decided(SecretName secret, Rotation rotation, String what, Optional<String> against) {
        trail.change(
                caller(rotation.id()),
                Resources.secret(secret),
                "rotation-" + what,
                () -> rotation,
                done -> against.<AuditTrail.Ending>map(AuditTrail.NotDone::new)
                        .orElseGet(() -> new AuditTrail.Done(done.to().value())));
    }

    /** Records that a secret is older than it should be. */
    void overdue(SecretName secret) {
        trail.change(
                caller("overdue"),
                Resources.secret(secret),
                "rotation-overdue",
                () -> secret,
                told -> new AuditTrail.NotDone("overdue"));
    }

    private static Caller caller(String request) {
        return new Caller(ENGINE, HERE, request);
    }
}
