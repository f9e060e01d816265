package dev.gatehouse.config.store.aws;

import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSelector;
import dev.gatehouse.config.secret.SecretValue;
import dev.gatehouse.config.secret.Stage;
import dev.gatehouse.config.secret.VersionId;
import dev.gatehouse.service.failure.InvalidName;
import dev.gatehouse.service.failure.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.APIErrorType;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;

/** Values out of Secrets Manager, one by one and in batches. */
final class SecretReads {
    /** Errors of one name in a batch that mean that there is nothing to read: absent, or scheduled for deletion. */
    private static final Set<String> ABSENT =
            Set.of("ResourceNotFound", "ResourceNotFoundException", "InvalidRequest", "InvalidRequestException");

    private final SecretsManagerClient secrets;
    private final AwsCalls calls;
    private final SecretDescriptions descriptions;

    SecretReads(SecretsManagerClient secrets, AwsCalls calls, SecretDescriptions descriptions) {
        this.secrets = secrets;
        this.calls = calls;
        this.descriptions = descriptions;
    }

    Optional<Secret> get(SecretName name, SecretSelector selector) {
        GetSecretValueRequest request = request(name, selector);
        return calls.call("reading", name, () -> read(name, request)).map(response -> secret(name, response));
    }

    /** The current versions of at most 20 names. */
    List<Secret> batch(List<String> names) {
        List<Secret> found = new ArrayList<>();
        @Nullable String token = null;
        do {
            BatchGetSecretValueResponse page = page(names, token);
            page.secretValues().stream().map(SecretReads::secret).forEach(secret -> current(secret, found));
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return found;
    }

    /** A batch is answered by what may lag behind a move of a stage; who names the stage is told what it points at now. */
    private void current(Secret answered, List<Secret> found) {
        if (answered.stages().contains(Stage.CURRENT)) {
            found.add(answered);
        } else {
            answered.value().close();
            get(answered.name(), SecretSelector.CURRENT).ifPresent(found::add);
        }
    }

    private BatchGetSecretValueResponse page(List<String> names, @Nullable String token) {
        BatchGetSecretValueRequest request = BatchGetSecretValueRequest.builder()
                .secretIdList(names)
                .nextToken(token)
                .build();
        return calls.call("reading", names.size() + " secrets", () -> {
            BatchGetSecretValueResponse response = secrets.batchGetSecretValue(request);
            response.errors().forEach(SecretReads::checkAbsent);
            return response;
        });
    }

    /** A name that was not answered for another reason than absence fails the batch: it must not look absent. */
    private static void checkAbsent(APIErrorType error) {
        if (!ABSENT.contains(error.errorCode())) {
            throw AwsFailures.ofCode("reading " + error.secretId(), error.errorCode());
        }
    }

    private Optional<GetSecretValueResponse> read(SecretName name, GetSecretValueRequest request) {
        try {
            return Optional.of(secrets.getSecretValue(request));
        } catch (ResourceNotFoundException absent) {
            return Optional.empty();
        } catch (InvalidRequestException refused) {
            if (descriptions.isDeleting(name)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static GetSecretValueRequest request(SecretName name, SecretSelector selector) {
        GetSecretValueRequest.Builder request = GetSecretValueRequest.builder().secretId(name.value());
        return switch (selector) {
            case SecretSelector.AtStage at ->
                request.versionStage(at.stage().name()).build();
            case SecretSelector.OfVersion of ->
                request.versionId(of.id().value()).build();
        };
    }

    private static Secret secret(SecretName name, GetSecretValueResponse response) {
        try {
            return new Secret(
                    name,
                    new VersionId(response.versionId()),
                    SecretDescriptions.stages(response.versionStages()),
                    response.createdDate(),
                    value(response.secretString(), response.secretBinary()));
        } catch (InvalidName broken) {
            throw corrupt(name.value(), broken);
        }
    }

    private static Secret secret(SecretValueEntry entry) {
        try {
            return new Secret(
                    new SecretName(entry.name()),
                    new VersionId(entry.versionId()),
                    SecretDescriptions.stages(entry.versionStages()),
                    entry.createdDate(),
                    value(entry.secretString(), entry.secretBinary()));
        } catch (InvalidName broken) {
            throw corrupt(entry.name(), broken);
        }
    }

    private static SecretValue value(@Nullable String text, @Nullable SdkBytes binary) {
        if (text != null) {
            return SecretValue.of(text);
        }
        return SecretValue.of(binary == null ? new byte[0] : binary.asByteArray());
    }

    private static StoreException corrupt(String name, InvalidName broken) {
        return new StoreException.Corrupt("reading " + name + ": what is stored is no secret", broken);
    }
}
