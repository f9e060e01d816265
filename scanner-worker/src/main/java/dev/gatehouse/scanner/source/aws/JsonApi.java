package dev.gatehouse.scanner.source.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * A service of AWS that takes JSON 1.1, asked with the SDK's signer and transport: for a service of which one or two operations
 * are needed, and no client. A call is tried once, since what calls it is tried again.
 * (smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html)
 */
public final class JsonApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 32 << 20;

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final Service service;

    /**
     * A service.
     *
     * @param signingName such as {@code codebuild}
     * @param target what stands before an operation's name, such as {@code CodeBuild_20161006}
     * @param region where it is
     * @param endpoint its address
     */
    public record Service(String signingName, String target, String region, URI endpoint) {}

    public JsonApi(SdkHttpClient http, AwsCredentialsProvider credentials, Service service) {
        this.http = http;
        this.credentials = credentials;
        this.service = service;
    }

    /**
     * Calls an operation.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException as a client of the SDK throws them
     */
    JsonNode call(String operation, JsonNode input) {
        ContentStreamProvider body = ContentStreamProvider.fromUtf8String(input.toString());
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(service.endpoint())
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", service.target() + "." + operation)
                .build();
        SignedRequest signed = signer.sign(sign -> sign.identity(credentials.resolveCredentials())
                .request(request)
                .payload(body)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.signingName())
                .putProperty(AwsV4HttpSigner.REGION_NAME, service.region()));
        try {
            HttpExecuteRequest ready = HttpExecuteRequest.builder()
                    .request(signed.request())
                    .contentStreamProvider(signed.payload().orElse(body))
                    .build();
            return answer(http.prepareRequest(ready).call());
        } catch (IOException e) {
            throw SdkClientException.create("no answer: " + e.getClass().getSimpleName());
        }
    }

    private static JsonNode answer(HttpExecuteResponse response) throws IOException {
        JsonNode answer = JSON.readTree("{}");
        if (response.responseBody().isPresent()) {
            try (InputStream in = response.responseBody().get()) {
                answer = JSON.readTree(new String(in.readNBytes(LONGEST), UTF_8));
            }
        }
        int status = response.httpResponse().statusCode();
        if (response.httpResponse().isSuccessful()) {
            return answer;
        }
        // Some services put a shape's whole name there.
        String type = answer.path("__type").asText();
        AwsErrorDetails details = AwsErrorDetails.builder()
                .errorCode(type.substring(type.lastIndexOf('#') + 1))
                .sdkHttpResponse(response.httpResponse())
                .build();
        throw AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(details)
                .message("status " + status)
                .build();
    }
}
