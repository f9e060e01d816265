package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single parameters over the wire. */
class ParametersApiIT {
    private static final String TOKENS = "/aurora/dev/agents/coder/llm/max-output-tokens";

    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static Api api;

    @BeforeAll
    static void start() {
        service = ServiceProcess.local(folder.resolve("data"));
        api = new Api(service);
        api.apply("staging");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void writesVersionsAndReadsThemBack() {
        String path = "/aurora/dev/agents/reviewer/llm/max-output-tokens";
        api.put(path, "1000")
                .then()
                .statusCode(201)
                .header("ETag", startsWith("\"1-"))
                .body("version", equalTo(1));
        api.put(path, "2000").then().statusCode(200).body("version", equalTo(2));

        api.admin().get("/v1/parameters" + path).then().statusCode(200).body("value", equalTo("2000"));
        api.admin().get("/v1/parameters" + path + "?version=1").then().body("value", equalTo("1000"));
        api.admin().get("/v1/parameters" + path + ":history").then().body("versions.version", contains(2, 1));
        api.admin().get("/v1/parameters" + path + "?version=3").then().statusCode(404);
    }

    @Test
    void labelsAndRollsBack() {
        String path = "/aurora/dev/agents/researcher/llm/max-output-tokens";
        api.put(path, "1111");
        api.put(path, "2222");
        post(path + ":label", Map.of("version", 1, "labels", List.of("stable")))
                .then()
                .statusCode(204);
        api.admin().get("/v1/parameters" + path + "?label=stable").then().body("value", equalTo("1111"));

        post(path + ":rollback", Map.of("version", 1)).then().statusCode(200).body("version", equalTo(3));

        api.admin().get("/v1/parameters" + path).then().body("value", equalTo("1111"));
        post(path + ":rollback", Map.of("version", 99)).then().statusCode(404);
        post(path + ":label", Map.of("version", 99, "labels", List.of("x")))
                .then()
                .statusCode(404);
    }

    @Test
    void ofTwoWritersWithTheSameTagOneIsRefused() throws Exception {
        String etag = api.put(TOKENS, "1024").header("ETag");
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            List<Callable<Integer>> writes = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () -> api.admin()
                            .contentType(ContentType.JSON)
                            .header("If-Match", etag)
                            .body(Map.of("value", Integer.toString(2000 + i)))
                            .put("/v1/parameters" + TOKENS)
                            .statusCode())
                    .toList();

            List<Integer> statuses =
                    writers.invokeAll(writes).stream().map(ParametersApiIT::get).toList();

            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
            assertThat(statuses).filteredOn(status -> status == 412).hasSize(7);
        }
    }

    @Test
    void createsOnlyWhereThereIsNothing() {
        String path = "/aurora/dev/agents/reviewer/llm/timeout";
        api.admin()
                .contentType(ContentType.JSON)
                .header("If-None-Match", "*")
                .body(Map.of("value", "30s"))
                .put("/v1/parameters" + path)
                .then()
                .statusCode(201);
        api.admin()
                .contentType(ContentType.JSON)
                .header("If-None-Match", "*")
                .body(Map.of("value", "31s"))
                .put("/v1/parameters" + path)
                .then()
                .statusCode(412);
    }

    @Test
    void aPathWrittenAgainAfterItsDeletionHasAnotherTag() {
        String path = "/aurora/dev/agents/reviewer/llm/temperature";
        String before = api.put(path, "0.1").header("ETag");
        api.admin().delete("/v1/parameters" + path).then().statusCode(204);
        api.admin().get("/v1/parameters" + path).then().statusCode(404);

        String after = api.put(path, "0.2").header("ETag");

        assertThat(after).isNotEqualTo(before);
        api.admin()
                .header("If-Match", before)
                .delete("/v1/parameters" + path)
                .then()
                .statusCode(412);
    }

    @Test
    void listsASubtreeInPages() {
        Response first = api.admin().get("/v1/parameters/aurora/staging/system?recursive=true&limit=5");
        first.then().statusCode(200).body("parameters", hasSize(5)).body("next", notNullValue());

        Response second = api.admin()
                .get("/v1/parameters/aurora/staging/system?recursive=true&limit=5&cursor=" + first.path("next"));

        assertThat(second.<List<String>>path("parameters.path"))
                .doesNotContainAnyElementsOf(first.<List<String>>path("parameters.path"));
        api.admin()
                .get("/v1/parameters/aurora/staging/system?recursive=true&limit=0")
                .then()
                .statusCode(400);
        api.admin()
                .get("/v1/parameters/aurora/staging/system?recursive=true&limit=1000")
                .then()
                .statusCode(200);
        api.admin()
                .get("/v1/parameters/aurora/staging/system?recursive=true&limit=1001")
                .then()
                .statusCode(400);
        api.admin()
                .get("/v1/parameters/aurora/staging/system?recursive=true&cursor=%21")
                .then()
                .statusCode(400);
    }

    @Test
    void aListingNeverShowsASecureValue() {
        Response listed = api.admin().get("/v1/parameters/aurora/staging/evolution?recursive=true&limit=1000");

        assertThat(listed.<List<Map<String, Object>>>path("parameters"))
                .filteredOn(parameter -> "SecureString".equals(parameter.get("type")))
                .allSatisfy(parameter -> assertThat(parameter).doesNotContainKey("value"));
    }

    @Test
    void answersABatchNameByName() {
        api.put("/aurora/dev/agents/coder/llm/temperature", "0.9");
        String coder = api.token("coder", "app-coder");

        Response batch = api.as(coder)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "names",
                        List.of(
                                "/aurora/dev/agents/coder/nothing",
                                "/aurora/prod/agents/coder/llm/temperature",
                                "/aurora/prod/agents/coder/nothing",
                                "no//name")))
                .post("/v1/parameters/batch-get");

        batch.then()
                .statusCode(200)
                .body("parameters.outcome", contains("not-found", "not-permitted", "not-permitted", "invalid"));
    }

    @Test
    void aBatchHasAtMostAHundredNames() {
        assertThat(batch(100)).isEqualTo(200);
        assertThat(batch(101)).isEqualTo(400);
    }

    @Test
    void refusesWhatBreaksTheContractWithTheRule() {
        api.put("/aurora/dev/agents/coder/llm/temperature", "hot")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:gatehouse:problem:contract-violated"))
                .body("violations", everyItem(startsWith("wrong-type")));
        api.put("/aurora/dev/agents/coder/llm/temperature", "99")
                .then()
                .statusCode(422)
                .body("violations", hasItem(startsWith("out-of-range")));
        api.put("/aurora/dev/agents/coder/no/such/parameter", "x")
                .then()
                .statusCode(422)
                .body("violations", hasItem(startsWith("unknown-parameter")));
        api.put("/aurora/qa/global/x", "x").then().statusCode(422);
    }

    @Test
    void refusesAReferenceThatClosesACycle() {
        String embedding = "/aurora/dev/agents/coder/llm/embedding-api-key";
        String openai = "/aurora/dev/agents/coder/llm/openai-api-key";
        api.put(embedding, "key:llm.openai-api-key").then().statusCode(201);

        api.put(openai, "key:llm.embedding-api-key")
                .then()
                .statusCode(422)
                .body("violations", hasItem(startsWith("reference-cycle")));
    }

    @Test
    void yamlIsABodyToo() {
        api.admin()
                .contentType("application/yaml")
                .body("value: \"0.4\"\n")
                .put("/v1/parameters/aurora/dev/agents/researcher/llm/temperature")
                .then()
                .statusCode(201);
    }

    private static int batch(int names) {
        return api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "names",
                        IntStream.range(0, names)
                                .mapToObj(i -> "/aurora/dev/global/n" + i)
                                .toList()))
                .post("/v1/parameters/batch-get")
                .statusCode();
    }

    private static Response post(String path, Map<String, Object> body) {
        return api.admin().contentType(ContentType.JSON).body(body).post("/v1/parameters" + path);
    }

    private static int get(Future<Integer> status) {
        try {
            return status.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
