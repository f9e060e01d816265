package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens when the audit trail takes no more events.
 *
 * <p>In order, because filling the smallest outbox that there is takes 32 MiB of events: it is filled once, and the
 * service is then started again on the full one.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditRequiredIT {
    private static final String CANARY = "canary-c40e8b1a77";
    private static final String SECRET = "/v1/secrets/aurora/dev/watched";
    private static final String PLAIN = "/v1/parameters/aurora/dev/system/log/level";
    private static final String LOST = "gatehouse_audit_lost_events_total";
    private static final int SECRETS = 100;
    private static final int MOST_READINGS = 1_000;

    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static Api api;

    @BeforeAll
    static void fillTheOutbox() {
        service = start("true");
        api = new Api(service);
        api.apply("dev");
        put(SECRET, CANARY);
        String longName = "a".repeat(480);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < SECRETS; i++) {
            names.add("aurora/dev/" + longName + i);
            put("/v1/secrets/" + names.getLast(), CANARY);
        }
        repeatUntilRefused(() -> api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of("names", names))
                .post("/v1/secrets/batch-get"));
        repeatUntilRefused(() -> api.admin().get(SECRET));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    @Order(1)
    void aReadingThatCanNotBeRecordedIsRefusedWithoutTheValue() {
        Response answer = api.admin().get(SECRET);

        assertUnavailable(answer);
        assertThat(answer.asString()).doesNotContain(CANARY);
        assertThat(answer.header("ETag")).isNull();
    }

    @Test
    @Order(1)
    void aSnapshotWithSecretsIsRefused() {
        assertUnavailable(api.admin().get("/v1/config/dev/researcher"));
    }

    @Test
    @Order(1)
    void aChangeThatCanNotBeRecordedIsNotMade() {
        Response before = api.admin().get(PLAIN);

        Response answer = api.put("/aurora/dev/system/log/level", "TRACE");

        assertUnavailable(answer);
        assertThat(api.admin().get(PLAIN).asString()).isEqualTo(before.asString());
    }

    @Test
    @Order(1)
    void aRefusalThatCanNotBeRecordedIsNoLessARefusal() {
        assertUnavailable(api.anonymous().get(SECRET));
        assertUnavailable(api.admin().get("/v1/secrets/another-project/secret"));
    }

    @Test
    @Order(1)
    void whatIsNoEventIsServed() {
        assertThat(api.admin().get(PLAIN).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void whereTheTrailIsNotRequiredRequestsGoOnAndTheLossIsCounted() {
        service.close();
        service = start("false");
        api = new Api(service);
        double lost = service.metric(LOST);

        Response answer = api.admin().get(SECRET);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("value")).isEqualTo(CANARY);
        assertThat(service.metric(LOST)).isEqualTo(lost + 1);
    }

    private static ServiceProcess start(String required) {
        Map<String, String> settings = new HashMap<>();
        settings.put("gatehouse.audit.required", required);
        settings.put("gatehouse.audit.max-bytes", "33554432");
        settings.put("gatehouse.access.failures-per-minute", "1000");
        return ServiceProcess.local(folder.resolve("data"), settings);
    }

    private static void repeatUntilRefused(Supplier<Response> reading) {
        int readings = 0;
        while (reading.get().statusCode() == 200) {
            assertThat(++readings).as("readings that an outbox of 32 MiB takes").isLessThan(MOST_READINGS);
        }
    }

    private static void put(String path, String value) {
        api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of("value", value))
                .put(path)
                .then()
                .statusCode(201);
    }

    private static void assertUnavailable(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.<String>path("type")).isEqualTo("urn:gatehouse:problem:audit-unavailable");
        assertThat(answer.header("Retry-After")).isNotNull();
    }
}
