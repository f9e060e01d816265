package dev.gatehouse.scanner.source.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.scanner.store.aws.Moto;
import dev.gatehouse.scanner.work.ListedObject;
import dev.gatehouse.scanner.work.ListingFailed;
import dev.gatehouse.scanner.work.Target;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class CodeBuildSourceTest {
    private static final Target ALL = new Target("t", "codebuild", "*", Map.of());

    private static JsonApi api(URI endpoint) {
        return new JsonApi(
                UrlConnectionHttpClient.builder().build(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                new JsonApi.Service("codebuild", "CodeBuild_20161006", "eu-central-1", endpoint));
    }

    private static JsonNode project(String name) throws IOException {
        return new ObjectMapper().readTree("""
                {"name": "%s", "serviceRole": "arn:aws:iam::123456789012:role/service-role/build",
                 "artifacts": {"type": "NO_ARTIFACTS"},
                 "source": {"type": "S3", "location": "bucket/key", "buildspec": "version: 0.2"},
                 "environment": {"type": "LINUX_CONTAINER", "image": "image", "computeType": "BUILD_GENERAL1_SMALL",
                   "environmentVariables": [
                     {"name": "PLAIN", "value": "in the open"},
                     {"name": "KEPT", "value": "/parameter/name", "type": "PARAMETER_STORE"}]}}
                """.formatted(name));
    }

    @Test
    void readsVariablesInPlainTextAndBuildSpecifications() throws Exception {
        JsonApi api = api(Moto.endpoint());
        String name = "build-" + UUID.randomUUID();
        assertThat(api.call("CreateProject", project(name))
                        .path("project")
                        .path("name")
                        .asText())
                .isEqualTo(name);
        CodeBuildSource source = new CodeBuildSource(api);

        List<ListedObject> listed = source.list(ALL, Optional.empty()).objects().stream()
                .filter(object -> object.name().path().equals(name))
                .toList();

        assertThat(listed).hasSize(1);
        try (InputStream content = source.open(ALL, listed.getFirst())) {
            assertThat(new String(content.readAllBytes(), UTF_8))
                    .contains("PLAIN=in the open", "version: 0.2")
                    .doesNotContain("KEPT");
        }
    }

    @Test
    void aDeniedListingFailsAndOneThatIsThrottledIsTriedAgain() throws Exception {
        assertThat(failure(400, "AccessDeniedException").isPassing()).isFalse();
        assertThat(failure(400, "ThrottlingException").isPassing()).isTrue();
        assertThat(failure(503, "").isPassing()).isTrue();
    }

    private static ListingFailed failure(int status, String type) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] answer = ("{\"__type\":\"com.amazonaws#" + type + "\",\"message\":\"no\"}").getBytes(UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            CodeBuildSource source = new CodeBuildSource(
                    api(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
            ListingFailed[] failed = new ListingFailed[1];
            assertThatThrownBy(() -> source.list(ALL, Optional.empty()))
                    .isInstanceOfSatisfying(ListingFailed.class, thrown -> failed[0] = thrown);
            return failed[0];
        } finally {
            server.stop(0);
        }
    }
}
