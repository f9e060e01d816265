package dev.gatehouse.config.store.aws;

import dev.gatehouse.config.parameter.DataClass;
import dev.gatehouse.config.parameter.Page;
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
import dev.gatehouse.service.failure.InvalidName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;

/**
 * Secrets in AWS Secrets Manager.
 *
 * <p><b>Versions.</b> A version's id is Secrets Manager's client request token, so that a write sent twice is one
 * version, and every call may be tried again. A value that is UTF-8 is kept as text, any other as binary.
 *
 * <p><b>Class of data.</b> It decides the KMS key, and is kept as the tag {@code gatehouse:data-class}. A secret
 * without that tag belongs to the class of its key, and else to {@link DataClass#SECRET}.
 *
 * <p><b>Listings</b> are in no order and lag behind writes by some seconds; names that are not canonical here are left
 * out. The date of a scheduled deletion is the one that Secrets Manager tells.
 *
 * <p><b>Batches.</b> A name that fails for another reason than absence fails its whole batch, lest it look absent.
 */
public final class SecretsManagerStore implements SecretStore {
    /** Secrets Manager's most for a batch of names, and for a page of a listing. */
    private static final int BATCH = 20;

    private static final int PAGE = 100;

    private final SecretsManagerClient secrets;
    private final AwsCalls calls;
    private final SecretDescriptions descriptions;
    private final SecretReads reads;
    private final SecretWrites writes;
    private final SecretStages stages;
    private final Batches batches;

    /**
     * @param secrets a client that {@link AwsClientSettings#applyTo} was given
     * @param guard stands before every call
     * @param executor runs batches side by side, each blocking: one virtual thread a task
     */
    public SecretsManagerStore(SecretsManagerClient secrets, KeyIds keys, CallGuard guard, Executor executor) {
        this.secrets = secrets;
        this.calls = new AwsCalls(guard);
        this.descriptions = new SecretDescriptions(secrets, calls, keys);
        this.reads = new SecretReads(secrets, calls, descriptions);
        this.writes = new SecretWrites(secrets, calls, keys, descriptions, reads);
        this.stages = new SecretStages(secrets, calls, descriptions);
        this.batches = new Batches(executor);
    }

    @Override
    public Optional<Secret> get(SecretName name, SecretSelector selector) {
        return reads.get(name, selector);
    }

    @Override
    public Map<SecretName, Secret> getAll(Set<SecretName> names) {
        List<String> sorted = names.stream().map(SecretName::value).sorted().toList();
        Map<SecretName, Secret> found = new LinkedHashMap<>();
        batches.of(sorted, BATCH, reads::batch).forEach(secret -> found.put(secret.name(), secret));
        return found;
    }

    @Override
    public Optional<SecretMetadata> describe(SecretName name) {
        return descriptions.of(name);
    }

    @Override
    public Page<SecretMetadata> list(String prefix, Optional<String> cursor, int limit) {
        Optional<String> next = cursor;
        AwsCursor.token(cursor);
        List<SecretMetadata> items = new ArrayList<>();
        if (SecretDescriptions.canonical(prefix, SecretName::new).isEmpty()) {
            // No canonical name starts with it. A leading '!' would turn the filter round.
            return new Page<>(items, Optional.empty());
        }
        do {
            ListSecretsResponse page = page(prefix, next, Math.min(PAGE, limit - items.size()));
            items.addAll(below(prefix, page));
            next = AwsCursor.of(page.nextToken());
        } while (next.isPresent() && items.size() < limit);
        return new Page<>(items, next);
    }

    @Override
    public PutResult create(
            SecretName name, DataClass dataClass, String description, VersionId version, SecretValue value) {
        return writes.create(name, dataClass, description, version, value);
    }

    @Override
    public PutResult put(SecretName name, VersionId version, SecretValue value, Set<Stage> at) {
        return writes.put(name, version, value, at);
    }

    @Override
    public StageResult moveStage(SecretName name, Stage stage, Optional<VersionId> from, VersionId to) {
        return stages.move(name, stage, from, to);
    }

    @Override
    public StageResult removeStage(SecretName name, Stage stage, VersionId from) {
        stage.requireRemovable();
        return stages.remove(name, stage, from);
    }

    @Override
    public Optional<Instant> delete(SecretName name, Duration recovery) {
        if (recovery.compareTo(Duration.ofDays(MIN_RECOVERY_DAYS)) < 0
                || recovery.compareTo(Duration.ofDays(MAX_RECOVERY_DAYS)) > 0) {
            throw new InvalidName(
                    "recovery window", "must be " + MIN_RECOVERY_DAYS + " to " + MAX_RECOVERY_DAYS + " days");
        }
        Optional<SecretMetadata> present = descriptions.of(name);
        if (present.isEmpty() || present.get().deletesAt().isPresent()) {
            return present.flatMap(SecretMetadata::deletesAt);
        }
        return schedule(name, recovery);
    }

    @Override
    public boolean restore(SecretName name) {
        Optional<SecretMetadata> present = descriptions.of(name);
        if (present.isEmpty() || present.get().deletesAt().isEmpty()) {
            return present.isPresent();
        }
        RestoreSecretRequest request =
                RestoreSecretRequest.builder().secretId(name.value()).build();
        return calls.call("restoring", name, () -> {
            try {
                secrets.restoreSecret(request);
                return true;
            } catch (ResourceNotFoundException gone) {
                return false;
            }
        });
    }

    private Optional<Instant> schedule(SecretName name, Duration recovery) {
        // A part of a day counts as one: the secret can be restored for no less than was asked.
        long days = recovery.plusDays(1).minusNanos(1).toDays();
        DeleteSecretRequest request = DeleteSecretRequest.builder()
                .secretId(name.value())
                .recoveryWindowInDays(days)
                .build();
        Optional<Instant> date = calls.call("deleting", name, () -> {
            try {
                return Optional.of(secrets.deleteSecret(request).deletionDate());
            } catch (ResourceNotFoundException gone) {
                return Optional.empty();
            } catch (InvalidRequestException refused) {
                if (descriptions.isDeleting(name)) {
                    return Optional.empty();
                }
                throw refused;
            }
        });
        return date.isPresent() ? date : descriptions.of(name).flatMap(SecretMetadata::deletesAt);
    }

    private ListSecretsResponse page(String prefix, Optional<String> cursor, int limit) {
        Filter named = Filter.builder()
                .key(FilterNameStringType.NAME)
                .values(prefix + "/")
                .build();
        ListSecretsRequest request = ListSecretsRequest.builder()
                .filters(named)
                .includePlannedDeletion(true)
                .maxResults(limit)
                .nextToken(AwsCursor.token(cursor))
                .build();
        return calls.call("listing", prefix, () -> secrets.listSecrets(request));
    }

    /** The filter matches prefixes without regard to what stands behind them; the names are looked at again. */
    private List<SecretMetadata> below(String prefix, ListSecretsResponse page) {
        List<SecretMetadata> items = new ArrayList<>();
        page.secretList().stream()
                .filter(entry -> entry.name().startsWith(prefix + "/"))
                .forEach(entry -> SecretDescriptions.canonical(entry.name(), SecretName::new)
                        .ifPresent(name -> items.add(descriptions.of(name, entry))));
        return items;
    }
}
