package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.SecretGenerator;
import dev.gatehouse.config.secret.SecretSource;
import dev.gatehouse.config.secret.SecretValue;
import java.util.Optional;

/** Secrets that a person fetches elsewhere: the rotation waits for them, or makes a placeholder where that was asked for. */
final class PersonRotator implements Rotator {
    private final SecretGenerator generator;

    PersonRotator(SecretGenerator generator) {
        this.generator = generator;
    }

    @Override
    public Creation create(RotationTarget target, SecretValue current) {
        if (target.placeholder()) {
            return generator
                    .placeholder(target.spec())
                    .<Creation>map(Made::new)
                    .orElseGet(() -> new NotMade(new StepOutcome.Failed("the template has no placeholder")));
        }
        return new NotMade(
                target.spec().source() instanceof SecretSource.Person person
                        ? new StepOutcome.NeedsPerson(person.instructions())
                        : new StepOutcome.Failed("the template does not say what a person has to do"));
    }

    @Override
    public StepOutcome set(RotationTarget target, SecretValue current, SecretValue pending) {
        return StepOutcome.NOTHING_TO_DO;
    }

    @Override
    public StepOutcome test(RotationTarget target, SecretValue current, SecretValue pending) {
        return StepOutcome.DONE;
    }

    /** Whoever issued it has to revoke it; the instructions say so. */
    @Override
    public StepOutcome retire(RotationTarget target, SecretValue old, SecretValue current) {
        return target.placeholder()
                ? StepOutcome.DONE
                : new StepOutcome.Done("done; a person revokes the old one where it was issued");
    }

    @Override
    public StepOutcome rollBack(
            RotationTarget target, SecretValue current, SecretValue pending, Optional<SecretValue> previous) {
        return StepOutcome.DONE;
    }
}
