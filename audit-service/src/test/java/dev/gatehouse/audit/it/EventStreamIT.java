package dev.gatehouse.audit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.service.process.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as they become durable. */
class EventStreamIT {
    private static final String POLICIES = """
            version: 1
            policies:
              admin:
                rules:
                  - {allow: ["*"], on: ["source:/**", "rule:/**", "log:/", "dead-letter:/", "token:/"]}
              team:
                rules:
                  - {allow: [read], on: ["source:/team/**"]}
            """;

    private static ServiceProcess service;
    private static Api api;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path policies = Files.writeString(folder.resolve("policies.yaml"), POLICIES);
        service = ServiceProcess.local(
                folder.resolve("data"),
                Map.of(
                        "gatehouse.access.policies", policies.toString(),
                        "gatehouse.access.remember-for", "0s",
                        "gatehouse.query.heartbeat", "200ms",
                        "gatehouse.query.patience", "2s",
                        "gatehouse.query.streams", "4"));
        api = new Api(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void showsEachEventOnceItIsDurable() {
        try (EventReader reader = open("?source=live", "")) {
            for (int i = 0; i < 10; i++) {
                api.send(Api.event("live", "live-" + i, "read")).then().statusCode(201);

                assertThat(reader.next().uid()).isEqualTo("live-" + i);
            }
        }
    }

    @Test
    void goesOnAfterTheLastEventThatWasSeen() {
        String id;
        try (EventReader reader = open("?source=resumed", "")) {
            api.send(Api.event("resumed", "r-0", "read")).then().statusCode(201);
            id = reader.next().id();
        }
        api.send(Api.event("resumed", "r-1", "read")).then().statusCode(201);
        api.send(Api.event("resumed", "r-2", "read")).then().statusCode(201);

        try (EventReader byHeader = open("?source=resumed", id);
                EventReader byParameter = open("?source=resumed&after=" + id, "")) {
            assertThat(byHeader.next().uid()).isEqualTo("r-1");
            assertThat(byHeader.next().uid()).isEqualTo("r-2");
            assertThat(byParameter.next().uid()).isEqualTo("r-1");
        }
    }

    @Test
    void showsWhatIsWantedOnly() {
        try (EventReader reader = open("?source=wanted*&action=*:write&outcome=success&class=6003&actor=token/*", "")) {
            api.send(Api.event("wanted", "w-0", "secret:read")).then().statusCode(201);
            api.send(Api.event("unwanted", "w-1", "secret:write")).then().statusCode(201);
            api.send(Api.event("wanted/too", "w-2", "secret:write")).then().statusCode(201);

            assertThat(reader.next().uid()).isEqualTo("w-2");
        }
    }

    @Test
    void showsACallerItsOwnSourcesOnly() {
        String team = api.token("team-stream", "team");
        try (EventReader reader = new EventReader(service.url("/v1/events/stream"), team, "")) {
            api.send(Api.event("other", "o-0", "read")).then().statusCode(201);
            api.send(Api.event("team/red", "t-0", "read")).then().statusCode(201);

            assertThat(reader.next().uid()).isEqualTo("t-0");
        }
    }

    @Test
    void showsThatItIsAliveAndEndsWithItsCredential() {
        var minted = api.admin()
                .contentType("application/json")
                .body(Map.of("name", "short-lived", "policies", List.of("team"), "ttl", "1h"))
                .post("/v1/tokens");
        try (EventReader reader = new EventReader(service.url("/v1/events/stream"), minted.path("token"), "")) {
            assertThat(reader.awaitHeartbeat()).isTrue();

            api.admin().delete("/v1/tokens/" + minted.path("id")).then().statusCode(200);

            assertThat(reader.awaitEnd()).isTrue();
        }
    }

    @Test
    void opensSoManyStreamsAndNoMore() {
        service.awaitMetric("gatehouse_query_streams", 0);
        List<EventReader> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                readers.add(open("", ""));
            }
            assertThat(readers).allSatisfy(reader -> assertThat(reader.status()).isEqualTo(200));

            api.admin()
                    .get("/v1/events/stream")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("10"))
                    .body("type", equalTo("urn:gatehouse:problem:too-many-streams"));
        } finally {
            readers.forEach(EventReader::close);
        }
        service.awaitMetric("gatehouse_query_streams", 0);
    }

    @Test
    void cutsAReaderThatTakesNothing() throws IOException {
        service.awaitMetric("gatehouse_query_streams", 0);
        try (Socket deaf = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            deaf.setReceiveBufferSize(4_096);
            deaf.getOutputStream()
                    .write(("GET /v1/events/stream?source=deaf HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + service.adminToken() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            service.awaitMetric("gatehouse_query_streams", 1);

            for (int i = 0; i < 20; i++) {
                int part = i;
                String lines = IntStream.range(0, 1_000)
                        .mapToObj(n -> Api.event("deaf", part + "-" + n, "x".repeat(500)) + "\n")
                        .collect(Collectors.joining());
                api.send("application/x-ndjson", lines).then().statusCode(201);
            }

            service.awaitMetric("gatehouse_query_streams", 0);
        }
    }

    @Test
    void refusesAPlaceThatIsNone() {
        api.admin()
                .header("Last-Event-ID", "first")
                .get("/v1/events/stream")
                .then()
                .statusCode(400)
                .body("detail", equalTo("Last-Event-ID must be a whole number of at most 18 digits"));
    }

    private static EventReader open(String query, String lastEventId) {
        return new EventReader(service.url("/v1/events/stream" + query), service.adminToken(), lastEventId);
    }
}
