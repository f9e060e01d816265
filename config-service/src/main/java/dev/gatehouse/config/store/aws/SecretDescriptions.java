package dev.gatehouse.config.store.aws;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.secret.SecretMetadata;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.failure.InvalidName;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** What Secrets Manager tells of a secret without its value, as metadata of ours. */
final class SecretDescriptions {
    /** Keeps the class of a secret, since two classes may share a key. */
    private static final String CLASS_TAG = "gatehouse:data-class";

    private final SecretsManagerClient secrets;
    private final AwsCalls calls;
    private final KeyIds keys;

    SecretDescriptions(SecretsManagerClient secrets, AwsCalls calls, KeyIds keys) {
        this.secrets = secrets;
        this.calls = calls;
        this.keys = keys;
    }

    /** Empty where there is no such secret. */
    Optional<SecretMetadata> of(SecretName name) {
        return calls.call("describing", name, () -> described(name)).map(response -> metadata(name, response));
    }

    /** Whether the secret is scheduled for deletion. For use inside a call: it is a plain call of the SDK. */
    boolean isDeleting(SecretName name) {
        return described(name).map(response -> response.deletedDate() != null).orElse(false);
    }

    /** A secret of a listing. */
    SecretMetadata of(SecretName name, SecretListEntry entry) {
        return new SecretMetadata(
                name,
                dataClass(entry.tags(), entry.kmsKeyId()),
                orEmpty(entry.description()),
                entry.createdDate(),
                changed(entry.lastChangedDate(), entry.createdDate()),
                versions(entry.secretVersionsToStages()),
                Optional.ofNullable(entry.deletedDate()));
    }

    /** The tag that keeps this class. */
    static Tag tag(DataClass dataClass) {
        return Tag.builder()
                .key(CLASS_TAG)
                .value(dataClass.name().toLowerCase(Locale.ROOT))
                .build();
    }

    /** A name of AWS's as one of ours; empty where somebody else gave one that is not canonical here. */
    static <T> Optional<T> canonical(String text, Function<String, T> type) {
        try {
            return Optional.of(type.apply(text));
        } catch (InvalidName foreign) {
            return Optional.empty();
        }
    }

    /** The stages of a version; those whose names are not canonical are left out. */
    static Set<Stage> stages(List<String> names) {
        Set<Stage> stages = new HashSet<>();
        names.forEach(name -> canonical(name, Stage::new).ifPresent(stages::add));
        return stages;
    }

    private Optional<DescribeSecretResponse> described(SecretName name) {
        try {
            return Optional.of(secrets.describeSecret(
                    DescribeSecretRequest.builder().secretId(name.value()).build()));
        } catch (ResourceNotFoundException absent) {
            return Optional.empty();
        }
    }

    private SecretMetadata metadata(SecretName name, DescribeSecretResponse response) {
        return new SecretMetadata(
                name,
                dataClass(response.tags(), response.kmsKeyId()),
                orEmpty(response.description()),
                response.createdDate(),
                changed(response.lastChangedDate(), response.createdDate()),
                versions(response.versionIdsToStages()),
                Optional.ofNullable(response.deletedDate()));
    }

    private DataClass dataClass(List<Tag> tags, @Nullable String keyId) {
        for (DataClass dataClass : DataClass.values()) {
            if (tags.contains(tag(dataClass))) {
                return dataClass;
            }
        }
        return keys.classOf(keyId).orElse(DataClass.SECRET);
    }

    private static Map<VersionId, Set<Stage>> versions(Map<String, List<String>> stored) {
        Map<VersionId, Set<Stage>> versions = new HashMap<>();
        stored.forEach((id, names) ->
                canonical(id, VersionId::new).ifPresent(version -> versions.put(version, stages(names))));
        return versions;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Instant changed(@Nullable Instant changed, Instant created) {
        return changed == null ? created : changed;
    }
}
