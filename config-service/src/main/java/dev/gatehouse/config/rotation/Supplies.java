package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.config.snapshot.ChangeListener;
import java.util.Optional;

/**
 * Takes in the values that rotations wait for. The version that a value will be is on record before the value is written,
 * so that the engine finds one whose writer died before saying so.
 */
public final class Supplies {
    private final Rotations rotations;
    private final RotationVersions versions;

    public Supplies(Rotations rotations, SecretStore secrets, ChangeListener changes) {
        this.rotations = rotations;
        this.versions = new RotationVersions(secrets, changes);
    }

    /** Writes a value, which the template's schema allows, as the new version of the rotation that awaits one. */
    public Rotations.Answer supply(SecretName name, SecretValue value) {
        VersionId version = Rotations.newVersion();
        Optional<Rotation> expecting =
                rotations.change(name, Supplies::awaits, rotation -> rotation.supplying(version, rotations.now()));
        if (expecting.isEmpty()) {
            return new Rotations.NotNow("no rotation of this secret awaits a value from a person");
        }
        StepOutcome written = versions.putPending(name, version, value);
        if (!(written instanceof StepOutcome.Done)) {
            return new Rotations.NoSecret();
        }
        Optional<Rotation> supplied = rotations.change(
                name,
                rotation -> awaits(rotation) && rotation.to().equals(version),
                rotation -> RotationEngine.supplied(rotation, rotations.now()));
        rotations.wake(name);
        return new Rotations.Accepted(
                supplied.or(() -> rotations.log(name).find(expecting.get().id()))
                        .orElseGet(expecting::get));
    }

    /** The same; where no rotation awaits one, it is started by this. */
    public Rotations.Answer startAndSupply(SecretName name, SecretValue value) {
        return switch (rotations.startAwaiting(name)) {
            case Rotations.Started ignored -> supply(name, value);
            case Rotations.Joined ignored -> supply(name, value);
            case Rotations.NotNeeded ignored -> supply(name, value);
            case Rotations.Accepted ignored -> supply(name, value);
            case Rotations.NoSecret none -> none;
            case Rotations.NoTemplate none -> none;
            case Rotations.NotNow not -> not;
        };
    }

    private static boolean awaits(Rotation rotation) {
        return rotation.state() == RotationState.AWAITING_PERSON;
    }
}
