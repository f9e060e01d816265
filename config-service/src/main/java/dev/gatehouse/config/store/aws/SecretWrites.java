package dev.gatehouse.config.store.aws;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.secret.PutResult;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * Versions into Secrets Manager.
 *
 * <p>Secrets Manager answers a write that was sent twice as it answered the first, and leaves the two apart to nobody.
 * So each write looks first; what changes between the look and the write, Secrets Manager's own checks catch.
 */
final class SecretWrites {
    private final SecretsManagerClient secrets;
    private final AwsCalls calls;
    private final KeyIds keys;
    private final SecretDescriptions descriptions;
    private final SecretReads reads;

    SecretWrites(
            SecretsManagerClient secrets,
            AwsCalls calls,
            KeyIds keys,
            SecretDescriptions descriptions,
            SecretReads reads) {
        this.secrets = secrets;
        this.calls = calls;
        this.keys = keys;
        this.descriptions = descriptions;
        this.reads = reads;
    }

    PutResult create(SecretName name, DataClass dataClass, String description, VersionId version, SecretValue value) {
        Optional<SecretMetadata> present = descriptions.of(name);
        if (present.isPresent()) {
            return overExisting(present.get(), version, value, new PutResult.AlreadyExists())
                    .orElse(new PutResult.AlreadyExists());
        }
        CreateSecretRequest.Builder request = CreateSecretRequest.builder()
                .name(name.value())
                .clientRequestToken(version.value())
                .description(description.isEmpty() ? null : description)
                .kmsKeyId(keys.of(dataClass))
                .tags(SecretDescriptions.tag(dataClass));
        value.revealText().ifPresentOrElse(request::secretString, () -> request.secretBinary(bytes(value)));
        return calls.call("creating", name, () -> create(name, version, request.build()));
    }

    PutResult put(SecretName name, VersionId version, SecretValue value, Set<Stage> stages) {
        Optional<SecretMetadata> present = descriptions.of(name);
        if (present.isEmpty()) {
            return new PutResult.NotFound();
        }
        Optional<PutResult> ended = overExisting(present.get(), version, value, new PutResult.VersionTaken());
        if (ended.isPresent()) {
            return ended.get();
        }
        PutSecretValueRequest.Builder request = PutSecretValueRequest.builder()
                .secretId(name.value())
                .clientRequestToken(version.value())
                .versionStages(names(stages.isEmpty() ? Set.of(Stage.CURRENT) : stages));
        value.revealText().ifPresentOrElse(request::secretString, () -> request.secretBinary(bytes(value)));
        return calls.call("writing", name, () -> put(name, version, request.build()));
    }

    /** How a write ends of which it is plain beforehand; empty where the version is new. */
    private Optional<PutResult> overExisting(
            SecretMetadata present, VersionId version, SecretValue value, PutResult otherValue) {
        if (present.deletesAt().isPresent()) {
            return Optional.of(new PutResult.Deleting());
        }
        if (!present.versions().containsKey(version)) {
            return Optional.empty();
        }
        Optional<Secret> stored = reads.get(present.name(), new SecretSelector.OfVersion(version));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try (SecretValue there = stored.get().value()) {
            return Optional.of(there.sameAs(value) ? new PutResult.Unchanged(version) : otherValue);
        }
    }

    private PutResult create(SecretName name, VersionId version, CreateSecretRequest request) {
        try {
            secrets.createSecret(request);
            return new PutResult.Written(version);
        } catch (ResourceExistsException raced) {
            return new PutResult.AlreadyExists();
        } catch (InvalidRequestException refused) {
            return deleting(name, refused);
        }
    }

    private PutResult put(SecretName name, VersionId version, PutSecretValueRequest request) {
        try {
            secrets.putSecretValue(request);
            return new PutResult.Written(version);
        } catch (ResourceExistsException raced) {
            return new PutResult.VersionTaken();
        } catch (ResourceNotFoundException gone) {
            return new PutResult.NotFound();
        } catch (InvalidRequestException refused) {
            return deleting(name, refused);
        }
    }

    private PutResult deleting(SecretName name, InvalidRequestException refused) {
        if (descriptions.isDeleting(name)) {
            return new PutResult.Deleting();
        }
        throw refused;
    }

    private static Collection<String> names(Set<Stage> stages) {
        return stages.stream().map(Stage::name).toList();
    }

    private static SdkBytes bytes(SecretValue value) {
        return SdkBytes.fromByteArrayUnsafe(value.reveal());
    }
}
