package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import java.util.Optional;

/** Does a rotation's steps. Each can be done again after any failure. */
final class RotationSteps {
    private static final StepOutcome GONE = new StepOutcome.Failed("a version of this rotation is gone");

    private final RotationVersions versions;
    private final Rotators rotators;

    RotationSteps(RotationVersions versions, Rotators rotators) {
        this.versions = versions;
        this.rotators = rotators;
    }

    StepOutcome run(Step step, RotationTarget target, Rotation rotation) {
        return switch (step) {
            case CREATE -> create(target, rotation);
            case SET, TEST -> withValues(step, target, rotation);
            case FINISH -> versions.promote(target.name(), rotation.from(), rotation.to());
            case RETIRE -> retire(target, rotation);
            case ADOPT -> throw new IllegalArgumentException("adoption is waited for, and not done");
        };
    }

    /** What an earlier try wrote stays: the value may be in use outside already. */
    private StepOutcome create(RotationTarget target, Rotation rotation) {
        Optional<SecretValue> there = versions.value(target.name(), rotation.to());
        if (there.isPresent()) {
            there.get().close();
            return versions.pointPending(target.name(), rotation.to());
        }
        Optional<SecretValue> current = versions.value(target.name(), rotation.from());
        if (current.isEmpty()) {
            return GONE;
        }
        try (SecretValue now = current.get()) {
            return switch (rotators.of(target.spec()).create(target, now)) {
                case Rotator.NotMade(StepOutcome why) -> why;
                case Rotator.Made(SecretValue made) -> write(target, rotation, made);
            };
        }
    }

    private StepOutcome write(RotationTarget target, Rotation rotation, SecretValue made) {
        try (made) {
            return versions.putPending(target.name(), rotation.to(), made);
        }
    }

    private StepOutcome withValues(Step step, RotationTarget target, Rotation rotation) {
        Optional<SecretValue> pending = versions.value(target.name(), rotation.to());
        Optional<SecretValue> current = versions.value(target.name(), rotation.from());
        try {
            if (pending.isEmpty() || current.isEmpty()) {
                return GONE;
            }
            Rotator rotator = rotators.of(target.spec());
            return step == Step.SET
                    ? rotator.set(target, current.get(), pending.get())
                    : test(rotator, target, current.get(), pending.get());
        } finally {
            pending.ifPresent(SecretValue::close);
            current.ifPresent(SecretValue::close);
        }
    }

    /** Who reads the secret expects what its schema says, whoever made the value. */
    private static StepOutcome test(Rotator rotator, RotationTarget target, SecretValue current, SecretValue pending) {
        Optional<String> problem = target.spec().problem(pending);
        return problem.isPresent()
                ? new StepOutcome.Failed("the new value does not meet the template's schema: " + problem.get())
                : rotator.test(target, current, pending);
    }

    /** Where the old value is forgotten already, only its stage is left to take away. */
    private StepOutcome retire(RotationTarget target, Rotation rotation) {
        Optional<SecretValue> old = versions.value(target.name(), rotation.from());
        Optional<SecretValue> current = versions.value(target.name(), Stage.CURRENT);
        try {
            StepOutcome outcome = old.isPresent() && current.isPresent()
                    ? rotators.of(target.spec()).retire(target, old.get(), current.get())
                    : StepOutcome.NOTHING_TO_DO;
            if (!(outcome instanceof StepOutcome.Done)) {
                return outcome;
            }
            StepOutcome removed = versions.remove(target.name(), Stage.PREVIOUS, rotation.from());
            return removed instanceof StepOutcome.Done ? outcome : removed;
        } finally {
            old.ifPresent(SecretValue::close);
            current.ifPresent(SecretValue::close);
        }
    }

    /** Makes everything as it was before. Where the new version became current after all, there is no way back. */
    StepOutcome rollBack(RotationTarget target, Rotation rotation) {
        if (versions.holder(target.name(), Stage.CURRENT).equals(Optional.of(rotation.to()))) {
            return new StepOutcome.Failed("the new version is current");
        }
        StepOutcome outcome = rotation.touched() ? takeBack(target, rotation) : StepOutcome.DONE;
        return outcome instanceof StepOutcome.Done ? unpend(target, rotation.to()) : outcome;
    }

    private StepOutcome unpend(RotationTarget target, VersionId version) {
        StepOutcome removed = versions.remove(target.name(), Stage.PENDING, version);
        // A secret that is gone has no stage left to take away.
        return removed instanceof StepOutcome.Failed ? StepOutcome.NOTHING_TO_DO : removed;
    }

    private StepOutcome takeBack(RotationTarget target, Rotation rotation) {
        Optional<SecretValue> pending = versions.value(target.name(), rotation.to());
        Optional<SecretValue> current = versions.value(target.name(), rotation.from());
        Optional<SecretValue> previous = versions.value(target.name(), Stage.PREVIOUS);
        try {
            return pending.isEmpty() || current.isEmpty()
                    ? GONE
                    : rotators.of(target.spec()).rollBack(target, current.get(), pending.get(), previous);
        } finally {
            pending.ifPresent(SecretValue::close);
            current.ifPresent(SecretValue::close);
            previous.ifPresent(SecretValue::close);
        }
    }
}
