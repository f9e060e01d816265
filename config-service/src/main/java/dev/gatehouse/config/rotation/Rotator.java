package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.SecretValue;
import java.util.Optional;

/**
 * What is done to the world outside for one kind of secret. Each step may be tried again after any failure, also one that
 * left it half done, and must then end as if it had been tried once. The values are the caller's to close.
 */
public interface Rotator {
    /** How the making of a value ended. */
    sealed interface Creation {}

    /** The value; whoever asked closes it. */
    record Made(SecretValue value) implements Creation {}

    /** It can't be made here; not {@code Done}. */
    record NotMade(StepOutcome why) implements Creation {}

    /** Makes the new value, and changes nothing outside. What is made may be thrown away and made again. */
    Creation create(RotationTarget target, SecretValue current);

    /** Tells what the secret opens of the new value; the current one works on. */
    StepOutcome set(RotationTarget target, SecretValue current, SecretValue pending);

    /** Tries the new value. */
    StepOutcome test(RotationTarget target, SecretValue current, SecretValue pending);

    /** Makes the old value good for nothing. */
    StepOutcome retire(RotationTarget target, SecretValue old, SecretValue current);

    /**
     * Takes back what {@link #set} did, or did in part.
     *
     * @param previous the value that {@code AWSPREVIOUS} points at, which may still be in use
     */
    StepOutcome rollBack(
            RotationTarget target, SecretValue current, SecretValue pending, Optional<SecretValue> previous);
}
