package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.RotationPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How a rotation goes on from what came of its steps. Pure: it decides, and does nothing. */
final class RotationCourse {
    private static final Map<Step, RotationState> AFTER = Map.of(
            Step.CREATE, RotationState.SET,
            Step.SET, RotationState.TEST,
            Step.TEST, RotationState.FINISH,
            Step.FINISH, RotationState.AWAITING_ADOPTION,
            Step.RETIRE, RotationState.DONE);

    private final RotationLimits limits;

    RotationCourse(RotationLimits limits) {
        this.limits = limits;
    }

    /** What is to be done now. */
    sealed interface Next {}

    record Run(Step step) implements Next {}

    record RollBack() implements Next {}

    /** See whether the old version can go. */
    record LookAtAdoption() implements Next {}

    /** See whether a person's value arrived whose arrival nobody confirmed. */
    record LookAtSupply() implements Next {}

    /** Secrets Manager's function has not come back for too long. */
    record GiveUp(String problem) implements Next {}

    record Nothing() implements Next {}

    Next next(Rotation rotation, Instant now) {
        if (rotation.progress().notBefore().isAfter(now)) {
            return new Nothing();
        }
        if (rotation.rollingBack() && rotation.state() != RotationState.RETIRING) {
            return new RollBack();
        }
        return rotation.state().step().map(step -> step(rotation, step, now)).orElseGet(() -> waiting(rotation));
    }

    private Next step(Rotation rotation, Step step, Instant now) {
        if (step.compareTo(rotation.progress().released()) <= 0) {
            return new Run(step);
        }
        Instant end = rotation.updatedAt().plus(limits.functionPatience());
        return end.isAfter(now)
                ? new Nothing()
                : new GiveUp("Secrets Manager's function did not ask for the next step");
    }

    private static Next waiting(Rotation rotation) {
        return switch (rotation.state()) {
            case AWAITING_ADOPTION -> new LookAtAdoption();
            case AWAITING_PERSON -> rotation.supplied() ? new LookAtSupply() : new Nothing();
            case CREATE, SET, TEST, FINISH, RETIRING, DONE, ROLLED_BACK, HELD, FAILED -> new Nothing();
        };
    }

    /** After a step. */
    Rotation after(Rotation rotation, Step step, StepOutcome outcome, RotationPolicy policy, Instant now) {
        return switch (outcome) {
            case StepOutcome.Done(String words) -> passed(rotation.ended(step, now, words), step, policy, now);
            case StepOutcome.Retry(String problem) -> again(rotation, step, problem, now);
            case StepOutcome.Failed(String problem) -> failed(rotation, step, problem, now);
            case StepOutcome.NeedsPerson(String instructions) ->
                rotation.awaiting(new Task(instructions, now.plus(limits.taskDue())), now);
        };
    }

    private static Rotation passed(Rotation rotation, Step step, RotationPolicy policy, Instant now) {
        RotationState next = Optional.ofNullable(AFTER.get(step)).orElseThrow();
        Rotation moved = rotation.in(next, now);
        return next == RotationState.AWAITING_ADOPTION ? moved.until(now.plus(policy.adoptionDeadline())) : moved;
    }

    private Rotation again(Rotation rotation, Step step, String problem, Instant now) {
        int attempts = rotation.progress().attempts() + 1;
        Duration tried = Duration.between(rotation.progress().since(), now);
        return limits.exhausted(attempts, tried)
                ? failed(rotation.tried(now), step, problem, now)
                : rotation.tried(now.plus(RotationLimits.pause(attempts - 1)));
    }

    /** Before the new version is current there is a way back; after, only a person can say what is to be done. */
    private static Rotation failed(Rotation rotation, Step step, String problem, Instant now) {
        Rotation troubled = rotation.ended(step, now, StepRecord.FAILED).troubledBy(step.word() + ": " + problem, now);
        return step == Step.RETIRE ? troubled.in(RotationState.FAILED, now) : troubled;
    }

    /** After a try to roll back. */
    Rotation rolledBack(Rotation rotation, StepOutcome outcome, Instant now) {
        return switch (outcome) {
            case StepOutcome.Done ignored -> rotation.in(RotationState.ROLLED_BACK, now);
            case StepOutcome.Retry(String problem) -> againBack(rotation, problem, now);
            case StepOutcome.Failed(String problem) -> stuck(rotation, problem, now);
            case StepOutcome.NeedsPerson ignored -> stuck(rotation, "a person must look", now);
        };
    }

    private Rotation againBack(Rotation rotation, String problem, Instant now) {
        int attempts = rotation.progress().attempts() + 1;
        Duration tried = Duration.between(rotation.progress().since(), now);
        return limits.exhausted(attempts, tried)
                ? stuck(rotation, problem, now)
                : rotation.tried(now.plus(RotationLimits.pause(attempts - 1)));
    }

    private static Rotation stuck(Rotation rotation, String problem, Instant now) {
        return rotation.noting(rotation.problem().orElse("") + "; and it could not be rolled back: " + problem)
                .in(RotationState.FAILED, now);
    }

    /** What comes of a look at adoption; the same rotation where it goes on waiting. */
    Rotation adopting(Rotation rotation, boolean complete, RotationPolicy policy, Instant now) {
        Instant since = rotation.progress().since();
        if (since.plus(limits.minOverlap()).isAfter(now)) {
            return rotation;
        }
        if (complete) {
            return retiring(rotation, "complete", now);
        }
        if (rotation.deadline().filter(end -> !end.isAfter(now)).isEmpty()) {
            return rotation;
        }
        return policy.onDeadline() == RotationPolicy.OnDeadline.RETIRE
                ? retiring(rotation, "not complete at the deadline; the policy retires", now)
                : held(rotation, "not complete at the deadline; the policy holds", now);
    }

    static Rotation retiring(Rotation rotation, String outcome, Instant now) {
        return rotation.ended(Step.ADOPT, now, outcome).untroubled().in(RotationState.RETIRING, now);
    }

    static Rotation held(Rotation rotation, String outcome, Instant now) {
        return rotation.ended(Step.ADOPT, now, outcome).in(RotationState.HELD, now);
    }
}
