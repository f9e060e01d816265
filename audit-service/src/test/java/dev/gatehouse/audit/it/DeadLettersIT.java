package dev.gatehouse.audit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.gatehouse.audit.event.Event;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is rejected, with the packaged service. */
class DeadLettersIT {
    private static final String NDJSON = "application/x-ndjson";
    private static final String BAD = "{\"no\":\"event\"}";

    @TempDir
    private Path temp;

    @Test
    void keepsABadLineAndGivesItBackAsItCame() {
        try (ServiceProcess service = start(Map.of())) {
            Api api = new Api(service);

            Response sent = api.send(NDJSON, Api.event("letters", "a", "read") + "\n" + BAD + "\n");

            sent.then()
                    .statusCode(207)
                    .body("accepted", equalTo(1))
                    .body("rejected", hasSize(1))
                    .body("rejected[0].line", equalTo(2))
                    .body("rejected[0].kept", equalTo(true));
            Response page = api.admin().get("/v1/dead-letters");
            page.then()
                    .statusCode(200)
                    .body("letters", hasSize(1))
                    .body("letters[0].line", equalTo(2))
                    .body("letters[0].sender", not(nullValue()))
                    .body("letters[0].bytes", equalTo(BAD.length()))
                    .body("next", nullValue());
            assertThat(page.asString()).doesNotContain("\"no\"");
            assertThat(api.admin()
                            .get("/v1/dead-letters/" + page.path("letters[0].id"))
                            .asByteArray())
                    .isEqualTo(BAD.getBytes(UTF_8));
            assertThat(service.metric("gatehouse_dead_letters_kept_total")).isEqualTo(1);
        }
    }

    @Test
    void retriesALetterAgainstARaisedLimitAndForgetsItThen() {
        String event = Api.event("letters", "long", "x".repeat(300));
        String id;
        try (ServiceProcess service = start(Map.of("gatehouse.ingest.max-text-characters", "200"))) {
            Api api = new Api(service);
            api.send(NDJSON, event + "\n").then().body("rejected[0].error", equalTo("invalid-field"));
            id = api.admin().get("/v1/dead-letters").path("letters[0].id");
            api.admin().post("/v1/dead-letters/" + id + "/retry").then().statusCode(400);
            assertThat(service.metric("gatehouse_dead_letters_waiting")).isEqualTo(1);
        }
        try (ServiceProcess service = start(Map.of())) {
            Api api = new Api(service);

            api.admin()
                    .post("/v1/dead-letters/" + id + "/retry")
                    .then()
                    .statusCode(200)
                    .body("appended", equalTo(1));

            assertThat(service.metric("gatehouse_dead_letters_waiting")).isZero();
            api.admin().post("/v1/dead-letters/" + id + "/retry").then().statusCode(404);
        }
        assertThat(StoredLog.events(temp.resolve("data")))
                .filteredOn(one -> one.key().source().equals("letters"))
                .extracting(Event::raw)
                .extracting(raw -> raw.text())
                .containsExactly(event);
    }

    @Test
    void saysThatABadLineIsNotKeptWhereTheLettersAreFullAndTakesTheOthers() {
        try (ServiceProcess service = start(Map.of("gatehouse.dead-letters.max-count", "1"))) {
            Api api = new Api(service);
            api.send(NDJSON, BAD + "\n").then().body("rejected[0].kept", equalTo(true));

            Response sent = api.send(NDJSON, "{\"second\":1}\n" + Api.event("letters", "full", "read") + "\n");

            sent.then().statusCode(207).body("accepted", equalTo(1)).body("rejected[0].kept", equalTo(false));
            assertThat(service.metric("gatehouse_dead_letters_refused_total")).isEqualTo(1);
            assertThat(service.metric("gatehouse_dead_letters_waiting")).isEqualTo(1);
            assertThat(ServiceProcess.get(service.management("/q/health/ready")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void pagesAndForgetsLetters() {
        try (ServiceProcess service = start(Map.of())) {
            Api api = new Api(service);
            api.send(NDJSON, "{\"a\":1}\n{\"b\":1}\n{\"c\":1}\n");
            Response first = api.admin().get("/v1/dead-letters?limit=2");
            first.then().body("letters", hasSize(2));
            String next = first.path("next");
            api.admin().get("/v1/dead-letters?limit=2&after=" + next).then().body("letters", hasSize(1));

            api.admin().delete("/v1/dead-letters/" + next).then().statusCode(204);

            api.admin().delete("/v1/dead-letters/" + next).then().statusCode(404);
            api.admin().get("/v1/dead-letters/" + next).then().statusCode(404);
            api.admin().get("/v1/dead-letters?after=" + next).then().statusCode(400);
            api.admin().get("/v1/dead-letters").then().body("letters", hasSize(2));
        }
    }

    @Test
    void areAnAdministratorsBusiness() {
        try (ServiceProcess service = start(Map.of())) {
            Api api = new Api(service);
            api.send(NDJSON, BAD + "\n");
            String id = api.admin().get("/v1/dead-letters").path("letters[0].id");
            String analyst = api.token("analyst", "security-analyst");

            api.as(analyst).get("/v1/dead-letters").then().statusCode(403);
            api.as(analyst).get("/v1/dead-letters/" + id).then().statusCode(403);
            api.as(analyst).post("/v1/dead-letters/" + id + "/retry").then().statusCode(403);
            api.as(analyst).delete("/v1/dead-letters/" + id).then().statusCode(403);
            api.anonymous().get("/v1/dead-letters").then().statusCode(401);
            api.admin().get("/v1/dead-letters").then().body("letters", not(empty()));
        }
        assertThat(StoredLog.events(temp.resolve("data")))
                .extracting(event -> event.raw().text())
                .anyMatch(text -> text.contains("dead-letter:admin") && text.contains("denied"));
    }

    private ServiceProcess start(Map<String, String> settings) {
        return ServiceProcess.local(temp.resolve("data"), settings);
    }
}
