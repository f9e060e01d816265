package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.PutResult;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretStore;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.StageResult;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.config.snapshot.ChangeListener;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A secret's versions as a rotation moves them. Each change can be sent again, and whoever watches the secret is told of it
 * also after a failure: one that threw may have happened.
 */
final class RotationVersions {
    private static final String MOVED = "somebody else moved AWSCURRENT meanwhile";
    private static final String GONE = "the secret or its version is gone";

    private final SecretStore secrets;
    private final ChangeListener changes;

    RotationVersions(SecretStore secrets, ChangeListener changes) {
        this.secrets = secrets;
        this.changes = changes;
    }

    /** The value of a version; the caller closes it. */
    Optional<SecretValue> value(SecretName name, VersionId version) {
        return secrets.get(name, new SecretSelector.OfVersion(version)).map(Secret::value);
    }

    /** The value of the version that a stage points at; the caller closes it. */
    Optional<SecretValue> value(SecretName name, Stage stage) {
        return secrets.get(name, new SecretSelector.AtStage(stage)).map(Secret::value);
    }

    Optional<VersionId> holder(SecretName name, Stage stage) {
        return secrets.describe(name).flatMap(secret -> holder(secret, stage));
    }

    static Optional<VersionId> holder(SecretMetadata secret, Stage stage) {
        return secret.versions().entrySet().stream()
                .filter(version -> version.getValue().contains(stage))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Writes the new version, which {@code AWSPENDING} then points at. Of two values for a version the first one stays. */
    StepOutcome putPending(SecretName name, VersionId version, SecretValue value) {
        PutResult result = changing(name, () -> secrets.put(name, version, value, Set.of(Stage.PENDING)));
        return switch (result) {
            case PutResult.Written ignored -> StepOutcome.DONE;
            case PutResult.Unchanged ignored -> pointPending(name, version);
            case PutResult.VersionTaken() -> pointPending(name, version);
            case PutResult.NotFound() -> new StepOutcome.Failed(GONE);
            case PutResult.AlreadyExists() -> new StepOutcome.Failed(GONE);
            case PutResult.Deleting() -> new StepOutcome.Failed("the secret is scheduled for deletion");
        };
    }

    /** Points {@code AWSPENDING} at a version that is there already. */
    StepOutcome pointPending(SecretName name, VersionId version) {
        Optional<VersionId> from = holder(name, Stage.PENDING);
        return moved(changing(name, () -> secrets.moveStage(name, Stage.PENDING, from, version)));
    }

    /** Moves {@code AWSCURRENT}, and takes {@code AWSPENDING} away. */
    StepOutcome promote(SecretName name, VersionId from, VersionId to) {
        StepOutcome outcome =
                moved(changing(name, () -> secrets.moveStage(name, Stage.CURRENT, Optional.of(from), to)));
        return outcome instanceof StepOutcome.Done ? remove(name, Stage.PENDING, to) : outcome;
    }

    StepOutcome remove(SecretName name, Stage stage, VersionId from) {
        StageResult result = changing(name, () -> secrets.removeStage(name, stage, from));
        return result instanceof StageResult.NotFound ? new StepOutcome.Failed(GONE) : StepOutcome.DONE;
    }

    private static StepOutcome moved(StageResult result) {
        return switch (result) {
            case StageResult.Moved() -> StepOutcome.DONE;
            case StageResult.NotFound() -> new StepOutcome.Failed(GONE);
            case StageResult.Conflict() -> new StepOutcome.Failed(MOVED);
        };
    }

    private <T> T changing(SecretName name, Supplier<T> change) {
        try {
            return change.get();
        } finally {
            changes.secretChanged(name);
        }
    }
}
