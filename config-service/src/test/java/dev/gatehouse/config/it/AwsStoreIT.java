package dev.gatehouse.config.it;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.gatehouse.config.store.aws.Moto;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service over Parameter Store and Secrets Manager, and through their outages. AWS is moto, behind a proxy that fails. */
class AwsStoreIT {
    private static final WireMockServer AWS = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

    @TempDir
    static Path folder;

    private static Path data;
    private static ServiceProcess first;

    @BeforeAll
    static void start() {
        AWS.start();
        up();
        data = folder.resolve("data");
        first = ServiceProcess.local(data, settings(Map.of()));
        new Api(first).apply("dev");
    }

    @AfterAll
    static void stop() {
        first.close();
        AWS.stop();
    }

    @BeforeEach
    void answering() {
        up();
    }

    @Test
    void readsAndWritesThroughAws() {
        Api api = new Api(first);
        String path = "/aurora/dev/agents/coder/llm/max-output-tokens";
        api.put(path, "4096").then().statusCode(201);
        api.put(path, "8192").then().statusCode(200);

        api.admin()
                .get("/v1/parameters" + path)
                .then()
                .body("value", equalTo("8192"))
                .body("version", equalTo(2));
        api.admin().get("/v1/parameters" + path + ":history").then().body("versions.version", hasItem(1));
        api.admin()
                .get("/v1/config/dev/coder")
                .then()
                .statusCode(200)
                .body("values.'llm.max-output-tokens'", equalTo(8192))
                .body("values.size()", greaterThan(20));
        api.admin()
                .get("/v1/secrets/aurora/dev/database-credentials?field=username")
                .then()
                .statusCode(200);
    }

    @Test
    void aSecretsNewVersionIsInTheNextSnapshot() {
        Api api = new Api(first);
        String before = api.admin().get("/v1/config/dev/researcher").header("ETag");

        api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "value",
                        Map.of("apiKey", "sk-" + "x".repeat(48)),
                        "version",
                        UUID.randomUUID().toString()))
                .put("/v1/secrets/aurora/dev/openai-api-key");

        assertThat(api.admin().get("/v1/config/dev/researcher").header("ETag")).isNotEqualTo(before);
    }

    @Test
    void readsGoOnWhileAwsIsAwayAndSayThatTheyAreStale() {
        Api api = new Api(first);
        String fresh = api.admin().get("/v1/config/dev/reviewer").asString();

        down();

        Response stale = awaitStale(api, "/v1/config/dev/reviewer");
        assertThat(stale.statusCode()).isEqualTo(200);
        assertThat(stale.asString()).isEqualTo(fresh);
        assertThat(stale.header("Age")).isNotNull();
        api.put("/aurora/dev/agents/reviewer/llm/max-output-tokens", "1024")
                .then()
                .statusCode(503);
        api.admin()
                .get("/v1/parameters/aurora/dev/agents/reviewer/never-read")
                .then()
                .statusCode(503)
                .header("Retry-After", org.hamcrest.Matchers.notNullValue());
    }

    @Test
    void aRestartedServiceServesThroughAnOutageFromItsSealedFile() throws Exception {
        Path own = folder.resolve("restarted");
        String fresh;
        try (ServiceProcess service = ServiceProcess.local(own, tokenOf(first, own))) {
            fresh = new Api(service).admin().get("/v1/config/dev/engine").asString();
        }
        assertThat(new String(
                        Files.readAllBytes(own.resolve("last-known-good")),
                        java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("aurora");

        down();

        try (ServiceProcess service = ServiceProcess.local(own, tokenOf(first, own))) {
            Response stale = new Api(service).admin().get("/v1/config/dev/engine");
            assertThat(stale.statusCode()).isEqualTo(200);
            assertThat(stale.asString()).isEqualTo(fresh);
            assertThat(stale.header("X-Config-Stale")).isEqualTo("true");
        }
        byte[] damaged = Files.readAllBytes(own.resolve("last-known-good"));
        damaged[damaged.length / 2] ^= 1;
        Files.write(own.resolve("last-known-good"), damaged);
        Map<String, String> settings = new LinkedHashMap<>(tokenOf(first, own));
        settings.put("gatehouse.mode", "local");
        try (ServiceProcess service = ServiceProcess.launch(own, settings)) {
            service.awaitListening();
            assertThat(new Api(service).admin().get("/v1/config/dev/engine").statusCode())
                    .isEqualTo(503);
            assertThat(service.output()).contains("last-known-good");
        }
    }

    @Test
    void pastMaxStaleReadsAreRefused() throws Exception {
        Path own = folder.resolve("max-stale");
        Map<String, String> settings = new LinkedHashMap<>(tokenOf(first, own));
        settings.put("gatehouse.cache.max-stale", "2s");
        try (ServiceProcess service = ServiceProcess.local(own, settings)) {
            Api api = new Api(service);
            api.admin().get("/v1/config/dev/engine").then().statusCode(200);

            down();

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            int status = 200;
            while (status == 200 && System.nanoTime() < deadline) {
                status = api.admin().get("/v1/config/dev/engine").statusCode();
            }
            assertThat(status).isEqualTo(503);
        }
    }

    @Test
    void accessDeniedIsNotAnsweredFromACopy() {
        Api api = new Api(first);
        String path = "/v1/parameters/aurora/dev/agents/reviewer/checklist";
        api.admin().get(path).then().statusCode(200);

        AWS.resetAll();
        AWS.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(400)
                        .withHeader("Content-Type", "application/x-amz-json-1.1")
                        .withBody("{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}")));

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        int status = 200;
        while (status == 200 && System.nanoTime() < deadline) {
            status = api.admin().get(path).statusCode();
        }
        assertThat(status).isEqualTo(502);
    }

    private static Response awaitStale(Api api, String path) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        Response answer = api.admin().get(path);
        while (answer.header("X-Config-Stale") == null && System.nanoTime() < deadline) {
            answer = api.admin().get(path);
        }
        assertThat(answer.header("X-Config-Stale")).isEqualTo("true");
        return answer;
    }

    private static void up() {
        AWS.resetAll();
        AWS.stubFor(
                any(anyUrl()).willReturn(aResponse().proxiedFrom(Moto.endpoint().toString())));
    }

    private static void down() {
        AWS.resetAll();
        AWS.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
    }

    /** Another process shares the store, and so the first one's administrator. */
    private static Map<String, String> tokenOf(ServiceProcess other, Path data) throws Exception {
        Files.writeString(data.resolveSibling(data.getFileName() + ".admin-token"), other.adminToken());
        return settings(Map.of());
    }

    private static Map<String, String> settings(Map<String, String> more) {
        String endpoint = "http://127.0.0.1:" + AWS.port();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("gatehouse.store", "aws");
        for (String service : new String[] {"ssm", "secretsmanager", "sqs"}) {
            settings.put("quarkus." + service + ".endpoint-override", endpoint);
            settings.put("quarkus." + service + ".aws.region", "us-east-1");
            settings.put("quarkus." + service + ".aws.credentials.type", "static");
            settings.put("quarkus." + service + ".aws.credentials.static-provider.access-key-id", "test");
            settings.put("quarkus." + service + ".aws.credentials.static-provider.secret-access-key", "test");
        }
        settings.put("gatehouse.cache.fresh-for", "1s");
        settings.put("gatehouse.cache.revalidate-for", "1s");
        settings.put("gatehouse.cache.retry-after", "1s");
        settings.put("gatehouse.last-known-good.interval", "1s");
        settings.put("gatehouse.aws.call-timeout", "20s");
        settings.put("gatehouse.aws.attempt-timeout", "10s");
        settings.put("gatehouse.aws.max-attempts", "2");
        settings.putAll(more);
        return settings;
    }
}
