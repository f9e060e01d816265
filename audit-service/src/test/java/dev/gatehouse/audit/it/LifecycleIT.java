package dev.gatehouse.audit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of payloads: erasure, holds, and what is left on disk. */
class LifecycleIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static ServiceProcess service;
    private static Api api;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path retention = Files.writeString(folder.resolve("retention.yaml"), """
                version: 1
                sources:
                  cloudtrail: 400
                """);
        Path policies = Files.writeString(folder.resolve("policies.yaml"), """
                version: 1
                policies:
                  admin:
                    rules:
                      - {allow: ["*"], on: ["source:/**", "rule:/**", "log:/", "dead-letter:/", "token:/"]}
                  whole:
                    rules:
                      - {allow: [hold, erase], on: ["source:/team/**"]}
                  part:
                    rules:
                      - {allow: [hold, erase], on: ["source:/team/*"]}
                """);
        service = ServiceProcess.local(
                folder.resolve("data"),
                Map.of(
                        "gatehouse.lifecycle.retention",
                        retention.toString(),
                        "gatehouse.access.policies",
                        policies.toString(),
                        "gatehouse.lifecycle.settle-interval",
                        "1s",
                        "gatehouse.lifecycle.scrub-interval",
                        "1s"));
        api = new Api(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void leavesNothingOfAnErasedEventInTheDataFolder() {
        String canary = "canary-Kq7Zx81mW";
        int index = sent("disk", "a", canary);
        sent("disk", "b", "other");
        Path tables = service.data().resolve("table");
        if (Files.isDirectory(tables)) {
            await(() -> isBelow(tables, canary), "the table has the event");
        }
        assertThat(isBelow(service.data(), canary)).isTrue();

        Response answer = erase(Map.of("source", "disk", "index", index, "reason", "asked for by the person"));

        answer.then().statusCode(201).body("index", equalTo(index)).body("cause", equalTo("request"));
        await(() -> !isBelow(service.data(), canary), "nothing of it is left");
        assertThat(service.output()).doesNotContain(canary);
    }

    @Test
    void givesTheFirstRecordAgain() {
        int index = sent("again", "a", "x");
        int record =
                erase(Map.of("source", "again", "uid", "a", "reason", "first")).path("record.index");

        Response answer = erase(Map.of("source", "again", "index", index, "reason", "second"));

        answer.then().statusCode(200).body("record.index", equalTo(record));
        api.admin()
                .get("/v1/erasures/" + index)
                .then()
                .statusCode(200)
                .body("record.index", equalTo(record))
                .body("cause", equalTo("request"));
        api.admin().get("/v1/erasures/" + record).then().statusCode(404);
    }

    @Test
    void keepsTheLeafOfAnErasedEvent() {
        Response sent = api.send(Api.event("leaf", "a", "x"));
        erase(Map.of("source", "leaf", "uid", "a", "reason", "why")).then().statusCode(201);

        Response again = api.send(Api.event("leaf", "a", "x"));

        again.then()
                .statusCode(201)
                .body("receipts[0].duplicate", equalTo(true))
                .body("receipts[0].index", equalTo(sent.<Integer>path("receipts[0].index")))
                .body("receipts[0].leafHash", equalTo(sent.<String>path("receipts[0].leafHash")));
    }

    @Test
    void keepsWhatIsUnderHold() {
        sent("held/by/law", "a", "x");
        api.admin()
                .contentType("application/json")
                .body(Map.of("sources", List.of("held/**"), "reason", "a case"))
                .put("/v1/holds/case-1")
                .then()
                .statusCode(201)
                .body("name", equalTo("case-1"));

        Response held = erase(Map.of("source", "held/by/law", "uid", "a", "reason", "why"));

        held.then().statusCode(409).body("type", containsString("held")).body("detail", containsString("case-1"));
        api.admin().get("/v1/holds").then().statusCode(200).body("holds.name", hasItem("case-1"));
        api.admin().delete("/v1/holds/case-1").then().statusCode(204);
        api.admin().get("/v1/holds/case-1").then().statusCode(404);
        api.admin().delete("/v1/holds/case-1").then().statusCode(404);
        erase(Map.of("source", "held/by/law", "uid", "a", "reason", "why"))
                .then()
                .statusCode(201);
    }

    @Test
    void refusesToEraseItsOwnRecords() {
        sent("own", "a", "x");
        int record = erase(Map.of("source", "own", "uid", "a", "reason", "why")).path("record.index");

        Response answer = erase(Map.of("source", "audit-service", "index", record, "reason", "hide it"));

        answer.then().statusCode(409).body("type", containsString("protected"));
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        erase(Map.of("source", "none", "uid", "a", "reason", "why")).then().statusCode(404);
        erase(Map.of("source", "none", "uid", "a", "index", 1, "reason", "why"))
                .then()
                .statusCode(400)
                .body("detail", containsString("exactly one"));
        erase(Map.of("source", "no ne", "uid", "a", "reason", "why"))
                .then()
                .statusCode(400)
                .body("detail", containsString("'source'"));
        erase(Map.of("source", "none", "uid", "a", "reason", "r".repeat(501)))
                .then()
                .statusCode(400)
                .body("detail", containsString("'reason'"));
        erase(Map.of("source", "none", "uid", "a")).then().statusCode(400);
        api.admin()
                .contentType("application/json")
                .body(Map.of("sources", List.of("a*"), "reason", "x"))
                .put("/v1/holds/case-2")
                .then()
                .statusCode(400)
                .body("detail", containsString("'sources'"));
    }

    @Test
    void letsHoldAndReleaseOnlyWhoMayHoldAllOfIt() {
        String whole = api.token("whole", "whole");
        String part = api.token("part", "part");

        put(whole, "team-1", "team/**").then().statusCode(201);
        put(whole, "team-2", "**").then().statusCode(403);
        put(whole, "team-2", "team/**", "other").then().statusCode(403);
        put(part, "team-2", "team/**").then().statusCode(403);
        put(part, "team-1", "team/a").then().statusCode(403);
        put(part, "team-3", "team/a").then().statusCode(201);

        api.as(part).get("/v1/holds").then().statusCode(200).body("holds.name", equalTo(List.of("team-3")));
        api.as(part).get("/v1/holds/team-1").then().statusCode(404);
        api.as(part).delete("/v1/holds/team-1").then().statusCode(404);
        api.as(whole).get("/v1/holds/team-1").then().statusCode(200).body("sources", equalTo(List.of("team/**")));
        api.as(whole).delete("/v1/holds/team-1").then().statusCode(204);
        api.as(whole).delete("/v1/holds/team-3").then().statusCode(204);
    }

    private static Response put(String token, String name, String... sources) {
        return api.as(token)
                .contentType("application/json")
                .body(Map.of("sources", List.of(sources), "reason", "a case"))
                .put("/v1/holds/" + name);
    }

    @Test
    void letsEraseOnlyWhoMayEraseTheSource() {
        sent("team/a", "a", "x");
        sent("other", "a", "x");
        String part = api.token("eraser", "part");

        Response foreign = erase(part, Map.of("source", "other", "uid", "a", "reason", "why"));
        Response missing = erase(part, Map.of("source", "other", "uid", "none", "reason", "why"));
        Response own = erase(part, Map.of("source", "team/a", "uid", "a", "reason", "why"));

        foreign.then().statusCode(403);
        missing.then().statusCode(403);
        own.then().statusCode(201);
        api.as(part).get("/v1/lifecycle").then().statusCode(403);
    }

    private static Response erase(String token, Map<String, Object> request) {
        return api.as(token).contentType("application/json").body(request).post("/v1/erasures");
    }

    @Test
    void refusesWhoHasNoToken() {
        api.anonymous().get("/v1/holds").then().statusCode(401);
        api.anonymous().get("/v1/lifecycle").then().statusCode(401);
        api.anonymous()
                .contentType("application/json")
                .body(Map.of("source", "a", "uid", "a", "reason", "why"))
                .post("/v1/erasures")
                .then()
                .statusCode(401);
    }

    @Test
    void tellsItsRulesAndWhatWasErased() {
        sent("count", "a", "x");
        erase(Map.of("source", "count", "uid", "a", "reason", "why")).then().statusCode(201);

        Response status = api.admin().get("/v1/lifecycle");

        status.then()
                .statusCode(200)
                .body("retention[0].source", equalTo("cloudtrail"))
                .body("retention[0].days", equalTo(400))
                .body("erased.expired", equalTo(0));
        assertThat(status.<Integer>path("erased.requested")).isPositive();
    }

    @Test
    void holdsAndErasuresAreThereAfterAKill(@TempDir Path folder) {
        Path data = folder.resolve("data");
        try (ServiceProcess killed = ServiceProcess.local(data)) {
            Api first = new Api(killed);
            first.send(Api.event("kill", "a", "x")).then().statusCode(201);
            first.send(Api.event("kill", "b", "x")).then().statusCode(201);
            erase(first, Map.of("source", "kill", "uid", "a", "reason", "why"))
                    .then()
                    .statusCode(201);
            first.admin()
                    .contentType("application/json")
                    .body(Map.of("sources", List.of("kill"), "reason", "a case"))
                    .put("/v1/holds/case-9")
                    .then()
                    .statusCode(201);
            killed.kill();
        }
        try (ServiceProcess next = ServiceProcess.local(data)) {
            Api second = new Api(next);

            Response held = erase(second, Map.of("source", "kill", "uid", "b", "reason", "why"));

            held.then().statusCode(409).body("detail", containsString("case-9"));
            erase(second, Map.of("source", "kill", "uid", "a", "reason", "why"))
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void refusesToStartWithARetentionThatIsTooShort(@TempDir Path folder) throws IOException {
        Path retention = Files.writeString(folder.resolve("retention.yaml"), "version: 1\nsources:\n  a: 1\n");
        try (ServiceProcess refused = ServiceProcess.launch(
                folder.resolve("data"),
                Map.of("gatehouse.mode", "local", "gatehouse.lifecycle.retention", retention.toString()))) {

            int code = refused.awaitExit();

            assertThat(code).isNotZero();
            assertThat(refused.output())
                    .contains("gatehouse.lifecycle.retention")
                    .contains("line 3")
                    .contains("from 7 to 36500");
        }
    }

    private static int sent(String source, String uid, String content) {
        String event = Api.event(source, uid, "read");
        return api.send(event.substring(0, event.length() - 1) + ",\"details\":{\"note\":\"" + content + "\"}}")
                .then()
                .statusCode(201)
                .extract()
                .path("receipts[0].index");
    }

    private static Response erase(Map<String, Object> request) {
        return erase(api, request);
    }

    private static Response erase(Api api, Map<String, Object> request) {
        return api.admin().contentType("application/json").body(request).post("/v1/erasures");
    }

    private static boolean isBelow(Path folder, String text) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).anyMatch(file -> has(file, text));
        } catch (IOException | UncheckedIOException changing) {
            return true; // A file came or went meanwhile: look again.
        }
    }

    private static boolean has(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (NoSuchFileException gone) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What happens on a schedule can only be asked for again. */
    private static void await(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
