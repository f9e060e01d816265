package dev.gatehouse.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.cli.shell.Failure;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Secrets Manager, with the region, the credentials and the endpoint that the SDK finds by itself. */
public final class AwsSecrets implements AutoCloseable {
    /** The tag by which config-service knows the class of what is in a secret. */
    private static final Tag CLASS =
            Tag.builder().key("gatehouse:data-class").value("secret").build();

    private final SecretsManagerClient secrets;

    /** @throws Failure there is no region */
    public AwsSecrets() {
        this.secrets = AwsErrors.guarded(
                "secrets",
                () -> SecretsManagerClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build());
    }

    /** Names and metadata of what begins with a prefix, as config-service answers them. */
    public List<JsonNode> list(String prefix) {
        ListSecretsRequest request = ListSecretsRequest.builder()
                .filters(Filter.builder()
                        .key(FilterNameStringType.NAME)
                        .values(prefix)
                        .build())
                .build();
        return AwsErrors.guarded(
                "secrets' names",
                () -> secrets.listSecretsPaginator(request).stream()
                        .flatMap(page -> page.secretList().stream())
                        .filter(secret -> secret.name().startsWith(prefix))
                        .map(AwsSecrets::metadata)
                        .toList());
    }

    private static JsonNode metadata(SecretListEntry secret) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", secret.name());
        secret.tags().stream()
                .filter(tag -> tag.key().equals(CLASS.key()))
                .forEach(tag -> json.put("dataClass", tag.value()));
        Optional.ofNullable(secret.createdDate()).ifPresent(at -> json.put("createdAt", at.toString()));
        Optional.ofNullable(secret.lastChangedDate()).ifPresent(at -> json.put("changedAt", at.toString()));
        var versions = json.putArray("versions");
        new TreeMap<>(secret.secretVersionsToStages()).forEach((version, stages) -> {
            var of = versions.addObject().put("version", version).putArray("stages");
            stages.stream().sorted().forEach(of::add);
        });
        return json;
    }

    /** A secret with its value, as config-service answers it. */
    public JsonNode get(String name, Optional<String> version, Optional<String> stage) {
        GetSecretValueRequest request = GetSecretValueRequest.builder()
                .secretId(name)
                .versionId(version.orElse(null))
                .versionStage(stage.orElse(null))
                .build();
        return AwsErrors.guarded("the secret " + name, () -> {
            try {
                return json(secrets.getSecretValue(request));
            } catch (ResourceNotFoundException absent) {
                throw Failure.negative("not found by AWS: the secret " + name + ", or that version of it");
            }
        });
    }

    private static JsonNode json(GetSecretValueResponse secret) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", secret.name())
                .put("version", secret.versionId())
                .put("createdAt", secret.createdDate().toString());
        secret.versionStages().stream().sorted().forEach(json.putArray("stages")::add);
        return secret.secretString() != null
                ? json.put("value", secret.secretString())
                : json.put(
                        "valueBase64",
                        Base64.getEncoder().encodeToString(secret.secretBinary().asByteArrayUnsafe()));
    }

    /**
     * Makes a secret, or adds a version that is current.
     *
     * @param text the value where it is a text
     * @param bytes the value where it is none
     * @param create whether it may only be made
     * @return the version's id
     */
    public String put(String name, Optional<String> text, byte[] bytes, boolean create, Optional<String> key) {
        String version = UUID.randomUUID().toString();
        return AwsErrors.guarded("writing the secret " + name, () -> {
            try {
                return create(name, version, text, bytes, key);
            } catch (ResourceExistsException present) {
                if (create) {
                    throw Failure.refused("there is a secret " + name + " already; it was left as it is");
                }
                return add(name, version, text, bytes);
            }
        });
    }

    private String create(String name, String version, Optional<String> text, byte[] bytes, Optional<String> key) {
        CreateSecretRequest.Builder request = CreateSecretRequest.builder()
                .name(name)
                .clientRequestToken(version)
                .tags(CLASS)
                .kmsKeyId(key.orElse(null));
        text.ifPresentOrElse(request::secretString, () -> request.secretBinary(SdkBytes.fromByteArray(bytes)));
        secrets.createSecret(request.build());
        return version;
    }

    private String add(String name, String version, Optional<String> text, byte[] bytes) {
        PutSecretValueRequest.Builder request =
                PutSecretValueRequest.builder().secretId(name).clientRequestToken(version);
        text.ifPresentOrElse(request::secretString, () -> request.secretBinary(SdkBytes.fromByteArray(bytes)));
        secrets.putSecretValue(request.build());
        return version;
    }

    @Override
    public void close() {
        secrets.close();
    }
}
