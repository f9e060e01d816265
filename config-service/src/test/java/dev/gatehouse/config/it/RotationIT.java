package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotations of the service over HTTP, and through SIGKILL. */
class RotationIT {
    private static final Map<String, String> SOON =
            Map.of("gatehouse.rotation.interval", "1s", "gatehouse.rotation.min-overlap", "0s");
    private static final String MASTER = "/v1/secrets/aurora/dev/evolution-master-secret";
    private static final String AGENT = "/v1/secrets/aurora/dev/agent-communication-key";
    private static final String OPENAI = "/v1/secrets/aurora/dev/openai-api-key";
    private static final String ANTHROPIC = "/v1/secrets/aurora/dev/anthropic-api-key";
    private static final String DATABASE = "/v1/secrets/aurora/dev/database-credentials";
    private static final String SAFETY = "/v1/secrets/aurora/dev/safety-system-secret";

    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static Api api;

    @BeforeAll
    static void start() {
        service = ServiceProcess.local(folder.resolve("data"), SOON);
        api = new Api(service);
        api.apply("dev");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void replacesASecretAndShowsHow() {
        String before = api.admin().get(MASTER).path("version");

        String id = post(api, MASTER + ":rotate", Map.of("reason", "a leak in a test"))
                .then()
                .statusCode(202)
                .body("trigger", equalTo("request"))
                .body("from", equalTo(before))
                .extract()
                .path("id");
        JsonPath ended = awaitEnd(api, MASTER, id);

        assertThat(ended.getString("last[0].state")).isEqualTo("done");
        assertThat(ended.getList("last[0].steps.step"))
                .containsExactly("create", "set", "test", "finish", "adopt", "retire");
        assertThat(ended.getString("nextDue")).isNotEmpty();
        String now = api.admin().get(MASTER).path("version");
        assertThat(now).isEqualTo(ended.getString("last[0].to")).isNotEqualTo(before);
        api.admin().get(MASTER + "?stage=AWSPREVIOUS").then().statusCode(404);
    }

    @Test
    void whoeverWaitsForAChangeGetsTheNewVersionAtOnce() throws Exception {
        Response before = api.admin().get("/v1/config/dev/researcher");
        CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(() ->
                api.admin().header("If-None-Match", before.header("ETag")).get("/v1/config/dev/researcher?wait=30s"));

        post(api, AGENT + ":rotate", Map.of("reason", "a test")).then().statusCode(202);

        Response changed = waiting.get(30, TimeUnit.SECONDS);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(before.header("ETag"));
    }

    @Test
    void awaitsAPersonsValueAndHoldsItToTheSchema() {
        post(api, OPENAI + ":supply", Map.of("value", Map.of("apiKey", "sk-" + "a".repeat(40))))
                .then()
                .statusCode(409)
                .body("type", containsString("not-now"));
        String id = post(api, OPENAI + ":rotate", Map.of("reason", "a test")).path("id");
        JsonPath waiting = awaitState(api, OPENAI, "awaiting-person");
        assertThat(waiting.getString("running.task.instructions")).contains("platform.openai.com");
        post(api, OPENAI + ":rotate", Map.of("reason", "again"))
                .then()
                .statusCode(202)
                .body("joined", equalTo(true))
                .body("id", equalTo(id));

        post(api, OPENAI + ":supply", Map.of("value", Map.of("apiKey", "canary-wrong")))
                .then()
                .statusCode(422)
                .body("type", containsString("contract-violated"))
                .body(not(containsString("canary")));
        post(api, OPENAI + ":supply", Map.of("value", Map.of("apiKey", "sk-" + "b".repeat(40))))
                .then()
                .statusCode(202)
                .body("id", equalTo(id));

        assertThat(awaitEnd(api, OPENAI, id).getString("last[0].state")).isEqualTo("done");
        api.admin().get(OPENAI + "?field=apiKey").then().body("value", equalTo("sk-" + "b".repeat(40)));
    }

    @Test
    void makesPlaceholdersAndLoginsUpInLocalMode() {
        String person = post(api, ANTHROPIC + ":rotate", Map.of("reason", "a test", "placeholder", true))
                .path("id");
        String login =
                post(api, DATABASE + ":rotate", Map.of("reason", "a test")).path("id");

        assertThat(awaitEnd(api, ANTHROPIC, person).getString("last[0].state")).isEqualTo("done");
        assertThat(awaitEnd(api, DATABASE, login).getString("last[0].state")).isEqualTo("done");
        api.admin().get(DATABASE + "?field=username").then().body("value", equalTo("aurora"));
    }

    @Test
    void doesTheStepsThatSecretsManagersFunctionAsksFor() {
        String version = UUID.randomUUID().toString();

        for (String step : List.of("create", "create", "set", "test", "finish", "finish")) {
            post(api, SAFETY + ":rotation-step", Map.of("step", step, "version", version))
                    .then()
                    .statusCode(200)
                    .body("done", equalTo(true));
        }

        assertThat(api.admin().get(SAFETY).<String>path("version")).isEqualTo(version);
        post(
                        api,
                        SAFETY + ":rotation-step",
                        Map.of("step", "set", "version", UUID.randomUUID().toString()))
                .then()
                .statusCode(409);
        post(api, SAFETY + ":rotation-step", Map.of("step", "retire", "version", version))
                .then()
                .statusCode(400);
    }

    @Test
    void theResponderMayRotateAndSeeAndNotRead() {
        String rotator = api.token("responder", "rotator");

        api.as(rotator)
                .get("/v1/rotations/dev")
                .then()
                .statusCode(200)
                .body("rotations.secret", hasItems("aurora/dev/openai-api-key", "aurora/dev/database-credentials"));
        api.as(rotator).get(MASTER + ":rotation").then().statusCode(200).body("days", equalTo(90));
        api.as(rotator).get(MASTER).then().statusCode(403);
        assertThat(ServiceProcess.get(service.management("/q/metrics")).body())
                .contains("gatehouse_rotations_overdue 0.0");
        api.as(rotator)
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "gone", "compromised", UUID.randomUUID().toString()))
                .post(MASTER + ":rotate")
                .then()
                .statusCode(200)
                .body("state", equalTo("done"));
        api.as(rotator)
                .contentType(ContentType.JSON)
                .body(Map.of("value", Map.of("apiKey", "x")))
                .post(OPENAI + ":supply")
                .then()
                .statusCode(403);
    }

    @Test
    void saysWhatItWillNotDo() {
        post(api, "/v1/secrets/aurora/dev/nothing-here:rotate", Map.of("reason", "x"))
                .then()
                .statusCode(404);
        api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of("value", "x"))
                .put("/v1/secrets/aurora/dev/of-no-template");
        post(api, "/v1/secrets/aurora/dev/of-no-template:rotate", Map.of("reason", "x"))
                .then()
                .statusCode(422)
                .body("type", containsString("no-template"));
        post(api, MASTER + ":rotate", Map.of("reason", " ")).then().statusCode(400);
        post(api, MASTER + ":rotate", Map.of("reason", "x".repeat(501))).then().statusCode(400);
        post(api, MASTER + ":finish-rotation", Map.of("action", "perhaps"))
                .then()
                .statusCode(400);
        api.admin().get("/v1/rotations/prod").then().statusCode(200).body("rotations", empty());
    }

    @Test
    void goesOnAfterSigkillAtAnyMoment() {
        Path data = folder.resolve("killed");
        for (int milliseconds : new int[] {0, 20, 100}) {
            String id;
            try (ServiceProcess killed = ServiceProcess.local(data, SOON)) {
                Api there = new Api(killed);
                there.apply("dev");
                id = post(there, MASTER + ":rotate", Map.of("reason", "round " + milliseconds))
                        .path("id");
                pause(milliseconds);
                killed.kill();
            }
            try (ServiceProcess again = ServiceProcess.local(data, SOON)) {
                JsonPath ended = awaitEnd(new Api(again), MASTER, id);

                assertThat(ended.getString("last[0].state")).isEqualTo("done");
                assertThat(new Api(again).admin().get(MASTER).<String>path("version"))
                        .isEqualTo(ended.getString("last[0].to"));
            }
        }
    }

    private static Response post(Api to, String path, Map<String, ?> body) {
        return to.admin().contentType(ContentType.JSON).body(body).post(path);
    }

    private static JsonPath awaitEnd(Api at, String secret, String id) {
        return await(at, secret, rotation -> id.equals(rotation.getString("last[0].id")));
    }

    private static JsonPath awaitState(Api at, String secret, String state) {
        return await(at, secret, rotation -> state.equals(rotation.getString("running.state")));
    }

    private static JsonPath await(Api at, String secret, Predicate<JsonPath> reached) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            JsonPath now = at.admin().get(secret + ":rotation").jsonPath();
            if (reached.test(now)) {
                return now;
            }
            assertThat(System.nanoTime()).as("it is still %s", now.prettify()).isLessThan(deadline);
            pause(50);
        }
    }

    /** What goes on in another process can only be asked for again. */
    private static void pause(int milliseconds) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }
}
