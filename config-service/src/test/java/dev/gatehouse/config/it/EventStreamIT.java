package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of changes: what they tell, what they never tell, and when they end. */
class EventStreamIT {
    private static final String CANARY = "canary-9d2e60b7f4";
    private static final String PATH = "/v1/config/dev/researcher";

    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static Api api;
    private static String researcher;

    @BeforeAll
    static void start() {
        service = ServiceProcess.local(folder.resolve("data"), Map.of("gatehouse.watch.heartbeat", "300ms"));
        api = new Api(service);
        api.apply("dev");
        researcher = api.token("researcher", "app-researcher");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theFirstEventSaysThatEverythingMayHaveChanged() {
        try (EventReader events = EventReader.open(url(), researcher)) {
            EventReader.Event first = events.next();

            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("Content-Type")).hasValue("text/event-stream");
            assertThat(first.name()).isEqualTo("change");
            assertThat(first.data().get("changed").isNull()).isTrue();
            assertThat('"' + first.id() + '"').isEqualTo(etag());
        }
    }

    @Test
    void whoIsUpToDateIsToldNothingUntilSomethingChanges() {
        put("global/retry/max-attempts", "4");
        try (EventReader events = EventReader.openAfter(url(), researcher, lastEventId())) {
            put("global/retry/max-attempts", "5");

            assertThat(changed(events.next())).containsExactly("retry.max-attempts");
        }
    }

    @Test
    void aChangeIsToldByItsKeyAndNeverByItsValue() {
        try (EventReader events = EventReader.open(url(), researcher)) {
            events.next();

            put("global/support/contact", CANARY + "@example.com");

            assertThat(changed(events.next())).containsExactly("support.contact");
            assertThat(events.text()).doesNotContain(CANARY);
        }
    }

    @Test
    void aNewVersionOfASecretIsToldByTheKeysThatReferToIt() {
        try (EventReader events = EventReader.open(url(), researcher)) {
            events.next();

            api.admin()
                    .contentType(ContentType.JSON)
                    .body(Map.of("value", Map.of("apiKey", "sk-" + CANARY + "-0123456789")))
                    .put("/v1/secrets/aurora/dev/openai-api-key")
                    .then()
                    .statusCode(201);

            assertThat(changed(events.next())).containsExactly("llm.embedding-api-key", "llm.openai-api-key");
            assertThat(events.text()).doesNotContain(CANARY);
        }
    }

    @Test
    void whoComesBackIsToldWhatWasMissed() {
        String seen;
        try (EventReader events = EventReader.open(url(), researcher)) {
            seen = events.next().id();
        }
        put("global/http/connect-timeout", "4s");
        put("global/http/request-timeout", "31s");

        try (EventReader events = EventReader.openAfter(url(), researcher, seen)) {
            assertThat(changed(events.next())).containsExactly("http.connect-timeout", "http.request-timeout");
        }
    }

    @Test
    void whoComesBackWithAnUnknownIdIsToldThatEverythingMayHaveChanged() {
        try (EventReader events = EventReader.openAfter(url(), researcher, "no-such-id")) {
            assertThat(events.next().data().get("changed").isNull()).isTrue();
        }
    }

    @Test
    void aChangeThatTheCallerMayNotReadIsNotTold() {
        try (EventReader events = EventReader.openAfter(url(), researcher, lastEventIdAfterAStream())) {
            put("evolution/engine/generations/max", "199");
            put("global/retry/base-delay", "210ms");

            assertThat(changed(events.next())).containsExactly("retry.base-delay");
        }
    }

    @Test
    void aStreamEndsWhenItsTokenIsRevoked() {
        String token = api.token("short-lived", "app-researcher");
        String id = token.split("_", 3)[1];
        try (EventReader events = EventReader.open(url(), token)) {
            events.next();

            api.admin().delete("/v1/tokens/" + id).then().statusCode(200);

            assertThat(events.awaitEnd()).isTrue();
        }
        try (EventReader again = EventReader.open(url(), token)) {
            assertThat(again.status()).isEqualTo(401);
        }
    }

    @Test
    void aStreamOfAnotherApplicationIsRefusedLikeASnapshot() {
        try (EventReader events = EventReader.open(service.url("/v1/config/prod/coder"), researcher)) {
            assertThat(events.status()).isEqualTo(403);
            assertThat(events.header("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void asManyMayWaitAsTheLimitAllowsAndAPlaceComesBack() {
        try (ServiceProcess small =
                ServiceProcess.local(folder.resolve("small"), Map.of("gatehouse.watch.max-watchers", "1"))) {
            new Api(small).apply("dev");
            URI url = small.url("/v1/config/dev/engine");
            try (EventReader first = EventReader.open(url, small.adminToken())) {
                first.next();

                try (EventReader second = EventReader.open(url, small.adminToken())) {
                    assertThat(second.status()).isEqualTo(503);
                    assertThat(second.header("Retry-After")).isPresent();
                    assertThat(second.awaitEnd()).isTrue();
                    assertThat(second.text()).contains("urn:gatehouse:problem:too-many-watchers");
                }
            }
            small.awaitMetric("gatehouse_watchers", 0);

            try (EventReader third = EventReader.open(url, small.adminToken())) {
                assertThat(third.status()).isEqualTo(200);
            }
        }
    }

    private static URI url() {
        return service.url(PATH);
    }

    private static String etag() {
        return api.as(researcher).get(PATH).header("ETag");
    }

    private static String lastEventId() {
        return etag().replace("\"", "");
    }

    private static String lastEventIdAfterAStream() {
        try (EventReader events = EventReader.open(url(), researcher)) {
            return events.next().id();
        }
    }

    private static void put(String path, String value) {
        api.put("/aurora/dev/" + path, value)
                .then()
                .statusCode(org.hamcrest.Matchers.anyOf(org.hamcrest.Matchers.is(200), org.hamcrest.Matchers.is(201)));
    }

    private static List<String> changed(EventReader.Event event) {
        List<String> keys = new ArrayList<>();
        for (JsonNode key : event.data().get("changed")) {
            keys.add(key.textValue());
        }
        return keys;
    }
}
