package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots: layers, formats, tags, waiting, explaining. */
class ConfigApiIT {
    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static Api api;
    private static String researcher;

    @BeforeAll
    static void start() {
        service = ServiceProcess.local(folder.resolve("data"));
        api = new Api(service);
        api.apply("dev");
        researcher = api.token("researcher", "app-researcher");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void answersASnapshotOfAllLayersWithItsSecrets() {
        api.as(researcher)
                .get("/v1/config/dev/researcher")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("ETag", startsWith("\""))
                .header("Age", notNullValue())
                .body("environment", equalTo("dev"))
                .body("layers", equalTo(List.of("global", "system", "agents/common", "agents/researcher")))
                .body("version", notNullValue())
                .body("values.size()", org.hamcrest.Matchers.greaterThan(20))
                .body("unresolved", equalTo(Map.of("database.credentials", "not-permitted")));
    }

    @Test
    void aHigherLayerWinsOverALowerOne() {
        String key = "log/level";
        api.put("/aurora/dev/agents/researcher/" + key, "TRACE").then().statusCode(201);

        Response explained = api.as(researcher).get("/v1/config/dev/researcher/explain/log.level");

        explained
                .then()
                .statusCode(200)
                .body("layer", equalTo("agents/researcher"))
                .body("value", equalTo("TRACE"));
        assertThat(explained.<List<Object>>path("overrides")).isNotEmpty();
        api.as(researcher).get("/v1/config/dev/researcher").then().body("values.'log.level'", equalTo("TRACE"));
    }

    @Test
    void answers304ToTheTagItGave() {
        Response first = api.as(researcher).get("/v1/config/dev/researcher");

        api.as(researcher)
                .header("If-None-Match", first.header("ETag"))
                .get("/v1/config/dev/researcher")
                .then()
                .statusCode(304)
                .header("ETag", equalTo(first.header("ETag")))
                .body(equalTo(""));
    }

    @Test
    void theTagChangesWithAValueAndDiffersByFormat() {
        api.put("/aurora/dev/agents/coder/llm/max-output-tokens", "4000");
        String before = api.admin().get("/v1/config/dev/coder").header("ETag");
        String yaml = api.admin()
                .accept("application/yaml")
                .get("/v1/config/dev/coder")
                .header("ETag");

        api.put("/aurora/dev/agents/coder/llm/max-output-tokens", "4001").then().statusCode(200);

        assertThat(api.admin().get("/v1/config/dev/coder").header("ETag")).isNotEqualTo(before);
        assertThat(yaml).isNotEqualTo(before);
    }

    @Test
    void answersInEachFormat() throws Exception {
        String yaml = body("application/yaml");
        assertThat(yaml).contains("log.level:").contains("values:");
        Properties properties = new Properties();
        properties.load(new StringReader(body("text/x-java-properties")));
        assertThat(properties).containsKey("log.level");
        assertThat(body("text/x-env")).contains("LOG_LEVEL='");
    }

    @Test
    void refusesAFormatThatThereIsNot() {
        api.as(researcher)
                .accept("image/png")
                .get("/v1/config/dev/researcher")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    @Test
    void aLongPollIsAnsweredByAChange() throws Exception {
        String etag = api.admin().get("/v1/config/dev/reviewer").header("ETag");
        CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(
                () -> api.admin().header("If-None-Match", etag).get("/v1/config/dev/reviewer?wait=30s"));

        api.put("/aurora/dev/agents/reviewer/llm/max-output-tokens", "1234")
                .then()
                .statusCode(org.hamcrest.Matchers.lessThan(300));

        Response answer = waiting.get(20, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("ETag")).isNotEqualTo(etag);
    }

    @Test
    void aLongPollWithoutAChangeEndsWith304() {
        String etag = api.admin().get("/v1/config/dev/engine").header("ETag");

        api.admin()
                .header("If-None-Match", etag)
                .get("/v1/config/dev/engine?wait=200ms")
                .then()
                .statusCode(304);
    }

    @Test
    void refusesAWaitThatIsTooLong() {
        api.admin()
                .header("If-None-Match", "\"x\"")
                .get("/v1/config/dev/engine?wait=60s")
                .then()
                .statusCode(200);
        api.admin()
                .header("If-None-Match", "\"x\"")
                .get("/v1/config/dev/engine?wait=61s")
                .then()
                .statusCode(400)
                .body("detail", containsString("wait"));
    }

    @Test
    void explainsWithoutShowingASecret() {
        api.admin().get("/v1/config/dev/researcher/explain/no.such.key").then().statusCode(404);
    }

    @Test
    void whoMayNotReadAnApplicationCanNotTellWhetherItExists() {
        Response known = api.as(researcher).get("/v1/config/prod/coder");
        Response unknown = api.as(researcher).get("/v1/config/prod/no-such-application");

        assertThat(known.statusCode()).isEqualTo(403);
        assertThat(unknown.statusCode()).isEqualTo(403);
        assertThat(withoutInstance(unknown)).isEqualTo(withoutInstance(known));
    }

    @Test
    void whoMayReadTheEnvironmentIsToldThatAnApplicationDoesNotExist() {
        api.admin().get("/v1/config/dev/no-such-application").then().statusCode(404);
    }

    @Test
    void aSecretTheCallerMayNotReadIsLeftOutOfTheSnapshot() {
        api.as(researcher).get("/v1/config/dev/researcher").then().body("values", not(hasKey("safety.secret")));
    }

    @Test
    void diffsAgainstTheContract() {
        api.admin()
                .get("/v1/contract/dev/diff")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("deviations.kind", hasItem("never-read"));
    }

    @Test
    void applyingTwiceChangesNothing() {
        api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of("mode", "add-missing", "secrets", true, "placeholders", true))
                .post("/v1/contract/dev/apply")
                .then()
                .statusCode(200)
                .body("parameters.action", org.hamcrest.Matchers.everyItem(equalTo("kept")))
                .body("secrets.action", org.hamcrest.Matchers.everyItem(equalTo("kept")));
    }

    private static String body(String mediaType) {
        return api.as(researcher)
                .accept(mediaType)
                .get("/v1/config/dev/researcher")
                .then()
                .statusCode(200)
                .header("Content-Type", startsWith(mediaType))
                .extract()
                .asString();
    }

    private static String withoutInstance(Response response) {
        return response.asString().replaceAll("\"instance\":\"[^\"]*\"", "");
    }
}
