package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of a service that has been used: health, metrics, logs and the description of the API. */
class ObservabilityIT {
    private static final String CANARY = "canary-e83f05d2c6";
    private static final String SECRET = "observed-secret-name";
    private static final String UNKNOWN = "no-such-thing-here";

    @TempDir
    static Path folder;

    private static ServiceProcess service;

    @BeforeAll
    static void start() {
        service = ServiceProcess.local(folder.resolve("data"));
        Api api = new Api(service);
        api.apply("dev");
        api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of("value", CANARY))
                .put("/v1/secrets/aurora/dev/" + SECRET)
                .then()
                .statusCode(201);
        api.admin().get("/v1/secrets/aurora/dev/" + SECRET).then().statusCode(200);
        api.admin().get("/v1/config/dev/researcher").then().statusCode(200);
        api.admin().get("/v1/config/dev/researcher/explain/log.level").then().statusCode(200);
        api.admin().get("/v1/config/dev/" + UNKNOWN).then().statusCode(404);
        api.admin().get("/v1/parameters/aurora/dev/system/log/level").then().statusCode(200);
        api.admin().get("/v1/parameters/aurora/dev/global/" + UNKNOWN).then().statusCode(404);
        api.admin().get("/" + UNKNOWN).then().statusCode(404);
        api.admin().get("/v1/" + UNKNOWN + "/" + CANARY).then().statusCode(404);
        api.anonymous().get("/v1/secrets/aurora/dev/" + SECRET).then().statusCode(401);
        api.as(CANARY).get("/v1/secrets/aurora/dev/" + SECRET).then().statusCode(401);
        api.admin()
                .contentType(ContentType.JSON)
                .body("{\"value\": \"" + CANARY)
                .put("/v1/secrets/aurora/dev/" + SECRET)
                .then()
                .statusCode(400);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void isWell(String kind) throws IOException {
        HttpResponse<String> answer = management("/q/health/" + kind);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(answer.body()).get("status").textValue())
                .isEqualTo("UP");
    }

    @Test
    void healthAndMetricsAreNotOnTheListenerOfTheApi() {
        assertThat(ServiceProcess.get(service.url("/q/health/ready")).statusCode())
                .isNotEqualTo(200);
        assertThat(ServiceProcess.get(service.url("/q/metrics")).statusCode()).isNotEqualTo(200);
    }

    @Test
    void hasMetricsOfItsOwn() {
        assertThat(management("/q/metrics").body())
                .contains(
                        "gatehouse_audit_pending_events ",
                        "gatehouse_audit_pending_bytes ",
                        "gatehouse_audit_lost_events_total 0.0",
                        "gatehouse_watchers 0.0",
                        "gatehouse_copies{of=\"layers\"}",
                        "gatehouse_copies_loads_total{of=\"secrets\"}",
                        "gatehouse_copies_failures_total{of=\"parameters\"}");
        assertThat(service.metric("gatehouse_audit_pending_events")).isPositive();
    }

    @Test
    void noMetricHoldsAPathANameOrAValue() {
        assertThat(management("/q/metrics").body())
                .contains("http_server_requests")
                .doesNotContain("aurora", SECRET, UNKNOWN, CANARY, "researcher", "log.level", "log/level");
    }

    @Test
    void everyLineOfTheLogIsAnObject() throws IOException {
        List<String> lines = service.output().lines().toList();

        assertThat(lines).isNotEmpty();
        for (String line : lines) {
            JsonNode entry = new ObjectMapper().readTree(line);
            assertThat(entry.isObject()).as(line).isTrue();
            assertThat(entry.has("timestamp") && entry.has("level") && entry.has("message"))
                    .as(line)
                    .isTrue();
        }
    }

    @Test
    void theLogHoldsNoValueAndNoToken() {
        assertThat(service.output()).doesNotContain(CANARY, service.adminToken(), "Exception");
    }

    @Test
    void describesEveryEndpoint() throws IOException {
        JsonNode paths = openapi().get("paths");

        assertThat(endpoints(paths))
                .contains(
                        "get /v1/config/{environment}/{application}",
                        "get /v1/config/{environment}/{application}/explain/{key}",
                        "get /v1/contract/{environment}/diff",
                        "post /v1/contract/{environment}/apply",
                        "get /v1/parameters/{path}",
                        "put /v1/parameters/{path}",
                        "delete /v1/parameters/{path}",
                        "get /v1/parameters/{path}:history",
                        "post /v1/parameters/{path}:label",
                        "post /v1/parameters/{path}:rollback",
                        "post /v1/parameters/batch-get",
                        "get /v1/secrets",
                        "get /v1/secrets/{name}",
                        "put /v1/secrets/{name}",
                        "delete /v1/secrets/{name}",
                        "get /v1/secrets/{name}:versions",
                        "post /v1/secrets/{name}:stage",
                        "post /v1/secrets/{name}:restore",
                        "post /v1/secrets/batch-get",
                        "get /v1/tokens",
                        "post /v1/tokens",
                        "delete /v1/tokens/{id}");
    }

    @Test
    void describesTheSnapshotWithItsFormatsAndHeaders() throws IOException {
        JsonNode snapshot = openapi().at("/paths/~1v1~1config~1{environment}~1{application}/get");

        assertThat(names(snapshot.at("/responses/200/content")))
                .contains(
                        "application/json",
                        "application/yaml",
                        "text/x-java-properties",
                        "text/x-env",
                        "text/event-stream");
        assertThat(names(snapshot.at("/responses/200/headers"))).contains("ETag", "Age", "X-Config-Stale");
        assertThat(names(snapshot.at("/responses"))).contains("200", "304", "401", "403", "404", "406", "429", "503");
        assertThat(snapshot.get("parameters").findValuesAsText("name"))
                .contains("environment", "application", "wait", "If-None-Match", "Last-Event-ID");
    }

    private static JsonNode openapi() throws IOException {
        return new ObjectMapper().readTree(management("/openapi?format=json").body());
    }

    private static List<String> endpoints(JsonNode paths) {
        List<String> endpoints = new ArrayList<>();
        paths.properties()
                .forEach(path -> names(path.getValue()).forEach(method -> endpoints.add(method + " " + path.getKey())));
        return endpoints;
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static HttpResponse<String> management(String path) {
        return ServiceProcess.get(service.management(path));
    }
}
