package dev.gatehouse.cli.aws;

import dev.gatehouse.cli.contract.Stored;
import dev.gatehouse.cli.contract.Write;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** Parameter Store, with the region, the credentials and the endpoint that the SDK finds by itself. */
public final class AwsParameters implements AutoCloseable {
    private final SsmClient ssm;

    /** @throws dev.gatehouse.cli.shell.Failure there is no region */
    public AwsParameters() {
        this.ssm = AwsErrors.guarded(
                "parameters",
                () -> SsmClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build());
    }

    /**
     * All that stands below a path.
     *
     * @param open whether secure values are opened
     */
    public List<Stored> below(String path, boolean open) {
        GetParametersByPathRequest request = GetParametersByPathRequest.builder()
                .path(path)
                .recursive(true)
                .withDecryption(open)
                .build();
        return AwsErrors.guarded(
                "parameters below " + path,
                () -> ssm.getParametersByPathPaginator(request).stream()
                        .flatMap(page -> page.parameters().stream())
                        .map(AwsParameters::stored)
                        .toList());
    }

    private static Stored stored(Parameter parameter) {
        return new Stored(
                parameter.name(),
                parameter.typeAsString(),
                parameter.value(),
                parameter.version(),
                parameter.lastModifiedDate().toString());
    }

    /**
     * Writes a parameter where none is.
     *
     * @param key the KMS key of a secure one; AWS's own where none is named
     * @return whether it was written
     */
    public boolean create(String path, Write value, Optional<String> key) {
        PutParameterRequest.Builder request = PutParameterRequest.builder()
                .name(path)
                .type(value.type())
                .value(value.text())
                .tier(ParameterTier.INTELLIGENT_TIERING)
                .overwrite(false);
        if (value.type().equals(Stored.SECURE)) {
            key.ifPresent(request::keyId);
        }
        return AwsErrors.guarded("writing " + path, () -> {
            try {
                ssm.putParameter(request.build());
                return true;
            } catch (ParameterAlreadyExistsException present) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        ssm.close();
    }
}
