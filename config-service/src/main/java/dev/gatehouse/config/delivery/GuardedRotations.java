package dev.gatehouse.config.delivery;

import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.access.Resources;
import dev.gatehouse.config.contract.Rule;
import dev.gatehouse.config.contract.Violation;
import dev.gatehouse.config.rotation.FunctionSteps;
import dev.gatehouse.config.rotation.Rotation;
import dev.gatehouse.config.rotation.RotationOverview;
import dev.gatehouse.config.rotation.RotationOverviews;
import dev.gatehouse.config.rotation.Rotations;
import dev.gatehouse.config.rotation.Step;
import dev.gatehouse.config.rotation.Supplies;
import dev.gatehouse.config.rotation.Trigger;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSource;
import dev.gatehouse.config.secret.SecretSpec;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Caller;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Rotations as a caller may start, see and decide them; each request is on record, and never with a value. */
public final class GuardedRotations {
    private final Rotations rotations;
    private final Supplies supplies;
    private final FunctionSteps functionSteps;
    private final RotationOverviews overviews;
    private final Gatekeeper gate;
    private final AuditTrail trail;
    private final boolean placeholdersAllowed;

    /** @param placeholdersAllowed whether placeholders may stand in for secrets of a person; in local mode only */
    public GuardedRotations(
            Rotations rotations,
            Supplies supplies,
            FunctionSteps functionSteps,
            RotationOverviews overviews,
            Gatekeeper gate,
            AuditTrail trail,
            boolean placeholdersAllowed) {
        this.rotations = rotations;
        this.supplies = supplies;
        this.functionSteps = functionSteps;
        this.overviews = overviews;
        this.gate = gate;
        this.trail = trail;
        this.placeholdersAllowed = placeholdersAllowed;
    }

    /**
     * Starts a rotation now, in a window or not, or joins the one that runs.
     *
     * @param compromised the version that must not stay current; where it is not any more, nothing is started
     * @param placeholder whether a placeholder is made of what a person would supply
     * @throws PlaceholdersNotAllowed a placeholder is asked for outside local mode
     */
    public Rotations.Answer rotate(
            Caller caller, SecretName name, String reason, Optional<VersionId> compromised, boolean placeholder) {
        gate.require(caller, Capabilities.ROTATE, name);
        if (placeholder && !placeholdersAllowed) {
            throw new PlaceholdersNotAllowed();
        }
        Rotations.Cause cause =
                new Rotations.Cause(reason, Trigger.REQUEST, compromised, placeholder, Optional.empty(), Step.RETIRE);
        return recorded(caller, name, "rotate", () -> rotations.start(name, cause));
    }

    /** Empty where there is no such secret, or the template does not know it. */
    public Optional<RotationOverview> overview(Caller caller, SecretName name) {
        gate.require(caller, Capabilities.LIST, name);
        return overviews.of(name);
    }

    /** Those of an environment's secrets that the caller may list. */
    public List<RotationOverview> overviews(Caller caller, String environment) {
        return overviews.all(environment, name -> gate.may(caller, Capabilities.LIST, name));
    }

    /**
     * Takes in a person's value.
     *
     * @param start whether a rotation is started where none awaits a value
     * @throws ContractViolated the template does not allow the value
     */
    public Rotations.Answer supply(Caller caller, SecretName name, SecretValue value, boolean start) {
        gate.require(caller, Capabilities.WRITE, name);
        Optional<SecretSpec> spec = rotations.spec(name);
        if (spec.isEmpty()) {
            return new Rotations.NoTemplate();
        }
        if (!(spec.get().source() instanceof SecretSource.Person)) {
            return new Rotations.NotNow("this secret's values are made here, and not supplied by a person");
        }
        spec.get().problem(value).ifPresent(problem -> {
            throw new ContractViolated(List.of(new Violation(Rule.SCHEMA, problem)));
        });
        return recorded(
                caller,
                name,
                "supply",
                () -> start ? supplies.startAndSupply(name, value) : supplies.supply(name, value));
    }

    /** Takes in what a person decides of the old version. */
    public Rotations.Answer decide(Caller caller, SecretName name, Rotations.Decision decision) {
        gate.require(caller, Capabilities.ROTATE, name);
        return recorded(caller, name, "finish-rotation", () -> rotations.decide(name, decision));
    }

    /** Does a step that Secrets Manager's rotation function asks for. */
    public FunctionSteps.Answer step(Caller caller, SecretName name, Step step, VersionId version) {
        gate.require(caller, Capabilities.ROTATE, name);
        return trail.change(
                caller,
                Resources.secret(name),
                "rotation-step",
                () -> functionSteps.run(name, step, version),
                answer -> switch (answer) {
                    case FunctionSteps.Done() -> new AuditTrail.Done(version.value());
                    case FunctionSteps.NotDone ignored -> new AuditTrail.NotDone("not-done");
                    case FunctionSteps.NoSecret() -> new AuditTrail.NotDone("not-found");
                    case FunctionSteps.NoTemplate() -> new AuditTrail.NotDone("no-template");
                });
    }

    private Rotations.Answer recorded(Caller caller, SecretName name, String verb, Supplier<Rotations.Answer> work) {
        return trail.change(caller, Resources.secret(name), verb, work, answer -> switch (answer) {
            case Rotations.Started(Rotation rotation) ->
                new AuditTrail.Done(rotation.to().value());
            case Rotations.Joined(Rotation rotation) ->
                new AuditTrail.Done(rotation.to().value());
            case Rotations.Accepted(Rotation rotation) ->
                new AuditTrail.Done(rotation.to().value());
            case Rotations.NotNeeded ignored -> new AuditTrail.Done(Optional.empty());
            case Rotations.NoSecret() -> new AuditTrail.NotDone("not-found");
            case Rotations.NoTemplate() -> new AuditTrail.NotDone("no-template");
            case Rotations.NotNow ignored -> new AuditTrail.NotDone("not-now");
        });
    }
}
