package dev.gatehouse.config.store.aws;

import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.StageResult;
import dev.gatehouse.config.secret.VersionId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;

/**
 * Moves stages. The condition is Secrets Manager's: it moves a stage only off the version that the request names. Its
 * one error for a wrong version and a wrong stage is told apart by a look at the secret.
 */
final class SecretStages {
    private final SecretsManagerClient secrets;
    private final AwsCalls calls;
    private final SecretDescriptions descriptions;

    SecretStages(SecretsManagerClient secrets, AwsCalls calls, SecretDescriptions descriptions) {
        this.secrets = secrets;
        this.calls = calls;
        this.descriptions = descriptions;
    }

    StageResult move(SecretName name, Stage stage, Optional<VersionId> from, VersionId to) {
        Optional<StageResult> settled = judge(name, stage, from, to);
        if (settled.isPresent()) {
            return settled.get();
        }
        Optional<SecretsManagerException> refused =
                update(name, stage, from.map(VersionId::value).orElse(null), to.value());
        if (refused.isEmpty()) {
            return new StageResult.Moved();
        }
        // It changed between the look and the move, or our own move arrived twice; another look tells which.
        return judge(name, stage, from, to)
                .orElseGet(() -> calls.call("moving a stage of", name, () -> {
                    throw refused.get();
                }));
    }

    StageResult remove(SecretName name, Stage stage, VersionId from) {
        Optional<StageResult> settled = judgeRemoval(name, stage, from);
        if (settled.isPresent()) {
            return settled.get();
        }
        Optional<SecretsManagerException> refused = update(name, stage, from.value(), null);
        if (refused.isEmpty()) {
            return new StageResult.Moved();
        }
        return judgeRemoval(name, stage, from)
                .orElseGet(() -> calls.call("removing a stage of", name, () -> {
                    throw refused.get();
                }));
    }

    /** How the removal ends by what the secret looks like; empty where it is to be made. */
    private Optional<StageResult> judgeRemoval(SecretName name, Stage stage, VersionId from) {
        Optional<SecretMetadata> present = descriptions.of(name);
        if (present.isEmpty() || present.get().deletesAt().isPresent()) {
            return Optional.of(new StageResult.NotFound());
        }
        return holder(present.get(), stage).equals(Optional.of(from))
                ? Optional.empty()
                : Optional.of(new StageResult.Moved());
    }

    /** How the move ends by what the secret looks like; empty where it is to be made. */
    private Optional<StageResult> judge(SecretName name, Stage stage, Optional<VersionId> from, VersionId to) {
        Optional<SecretMetadata> present = descriptions.of(name);
        if (present.isEmpty()
                || present.get().deletesAt().isPresent()
                || !present.get().versions().containsKey(to)) {
            return Optional.of(new StageResult.NotFound());
        }
        Optional<VersionId> holder = holder(present.get(), stage);
        if (holder.equals(Optional.of(to))) {
            return Optional.of(new StageResult.Moved());
        }
        return holder.equals(from) ? Optional.empty() : Optional.of(new StageResult.Conflict());
    }

    private Optional<SecretsManagerException> update(
            SecretName name, Stage stage, @Nullable String from, @Nullable String to) {
        UpdateSecretVersionStageRequest request = UpdateSecretVersionStageRequest.builder()
                .secretId(name.value())
                .versionStage(stage.name())
                .removeFromVersionId(from)
                .moveToVersionId(to)
                .build();
        return calls.call("moving a stage of", name, () -> {
            try {
                secrets.updateSecretVersionStage(request);
                return Optional.empty();
            } catch (InvalidParameterException | ResourceNotFoundException | InvalidRequestException refused) {
                return Optional.of(refused);
            }
        });
    }

    private static Optional<VersionId> holder(SecretMetadata secret, Stage stage) {
        return secret.versions().entrySet().stream()
                .filter(version -> version.getValue().contains(stage))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
