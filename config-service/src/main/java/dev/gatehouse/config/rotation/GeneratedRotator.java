package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.SecretGenerator;
import dev.gatehouse.config.secret.SecretValue;
import java.util.Optional;

/** Secrets that are made up here, and that nothing outside has to be told of: keys that both sides read from here. */
final class GeneratedRotator implements Rotator {
    private final SecretGenerator generator;

    GeneratedRotator(SecretGenerator generator) {
        this.generator = generator;
    }

    @Override
    public Creation create(RotationTarget target, SecretValue current) {
        return generator
                .regenerate(target.spec(), current)
                .<Creation>map(Made::new)
                .orElseGet(() -> new NotMade(new StepOutcome.Failed("the template makes no value of this secret")));
    }

    @Override
    public StepOutcome set(RotationTarget target, SecretValue current, SecretValue pending) {
        return StepOutcome.NOTHING_TO_DO;
    }

    @Override
    public StepOutcome test(RotationTarget target, SecretValue current, SecretValue pending) {
        return StepOutcome.DONE;
    }

    @Override
    public StepOutcome retire(RotationTarget target, SecretValue old, SecretValue current) {
        return StepOutcome.DONE;
    }

    @Override
    public StepOutcome rollBack(
            RotationTarget target, SecretValue current, SecretValue pending, Optional<SecretValue> previous) {
        return StepOutcome.DONE;
    }
}
