package dev.gatehouse.audit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URLEncoder;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are found again by HTTP. */
class EventsApiIT {
    private static final String RANGE = "from=2026-09-01T00:00:00Z&to=2026-12-01T00:00:00Z";
    private static final String POLICIES = """
            version: 1
            policies:
              admin:
                rules:
                  - {allow: ["*"], on: ["source:/**", "rule:/**", "log:/", "dead-letter:/", "token:/"]}
              team:
                rules:
                  - {allow: [read], on: ["source:/team/**"]}
                  - {deny: [read], on: ["source:/team/secret"]}
              monitor:
                rules:
                  - {allow: [read], on: ["log:/"]}
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
                        "gatehouse.query.await-table", "30s",
                        "gatehouse.query.max-page-bytes", "8192"));
        api = new Api(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void findsWhatWasJustAcknowledged() {
        for (int i = 0; i < 20; i++) {
            String source = "fresh/" + i;
            api.send(Api.event(source, "fresh-" + i, "read")).then().statusCode(201);

            get("source=" + source).body("events", hasSize(1)).body("current", equalTo(true));
        }
    }

    @Test
    void givesAnEventWithItsMeaning() {
        api.send(Api.event("meaning", "m1", "secret:read")).then().statusCode(201);

        get("source=meaning")
                .body("events[0].uid", equalTo("m1"))
                .body("events[0].source", equalTo("meaning"))
                .body("events[0].actor", equalTo("token/t1"))
                .body("events[0].action", equalTo("secret:read"))
                .body("events[0].resources", contains("/a/b"))
                .body("events[0].outcome", equalTo("success"))
                .body("events[0].time", equalTo("2026-10-01T12:00:00Z"))
                .body("events[0].ocsf.class_uid", equalTo(6003))
                .body("events[0].erased", equalTo(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor=token/t1",
                "actor=token/*",
                "action=filters:*",
                "resource=/a/b",
                "outcome=success",
                "class=6003",
                "q=FILTERS%3Aread",
                "order=oldest",
                "order=newest"
            })
    void findsByEachFilter(String filter) {
        send("filters", 3, "filters:read");

        get("source=filters&" + filter).body("events", hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor=token/t",
                "action=FILTERS:*",
                "resource=/a",
                "outcome=denied",
                "class=6004",
                "q=fil_ers",
                "q=%25",
                "q=%27%20OR%201%3D1%20--",
                "actor=%27%20OR%20%27%27%3D%27",
                "action=%25",
                "action=filters_read",
                "resource=%2Fa%2Fb%27%3B%20DROP%20TABLE%20hot%3B%20--"
            })
    void findsNothingByWhatDoesNotFit(String filter) {
        send("filters", 3, "filters:read");

        get("source=filters&" + filter).body("events", empty());
        get("source=filters").body("events", hasSize(3));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit must be positive",
        "limit=1001, limit must be at most 1000",
        "typo=1, typo is not a parameter here",
        "actor=a&actor=b, actor must be given once",
        "from=2020-01-01T00:00:00Z, from must be at most 397 days before to",
        "cursor=abc, cursor is not one that this service gave",
        "q=%FF, the address must be UTF-8"
    })
    void namesTheParameterThatIsWrong(String query, String detail) {
        api.admin()
                .get("/v1/events?" + query)
                .then()
                .statusCode(400)
                .contentType(equalTo("application/problem+json"))
                .body("type", equalTo("urn:gatehouse:problem:invalid-parameter"))
                .body("detail", equalTo(detail));
    }

    @Test
    void pagesThroughAllWhileMoreComeIn() {
        send("paging", 250, "read");
        List<String> seen = new ArrayList<>();
        String query = "source=paging&limit=100";

        Response page = page(query);
        while (true) {
            seen.addAll(page.path("events.uid"));
            api.send(Api.event("paging", "late-" + seen.size(), "read")).then().statusCode(201);
            String next = page.path("next");
            if (next == null) {
                break;
            }
            page = page(query + "&cursor=" + next);
        }

        // Same time: the later index is the newer one, and what came since sorts before the first page.
        assertThat(seen).hasSize(250).doesNotHaveDuplicates().first().isEqualTo("paging-249");
    }

    @Test
    void anEventThatIsTooLargeForAPageStopsNoPage() {
        api.send(Api.event("oversize", "first", "read")).then().statusCode(201);
        api.send(large("oversize", "large")).then().statusCode(201);
        api.send(Api.event("oversize", "last", "read")).then().statusCode(201);
        List<String> seen = new ArrayList<>();
        List<Object> truncated = new ArrayList<>();

        String next = "";
        while (next != null) {
            Response page = page("source=oversize&order=oldest" + next);
            seen.addAll(page.path("events.uid"));
            truncated.addAll(page.path("events.findAll { it.truncated }.uid"));
            next = page.path("next") == null ? null : "&cursor=" + page.path("next");
        }

        assertThat(seen).containsExactly("first", "large", "last");
        assertThat(truncated).containsExactly("large");
        api.admin().get("/v1/events/large").then().statusCode(200).body("raw.principal", equalTo("x".repeat(2_000)));
    }

    /** The most that an event of the platform's own form can be, about. */
    private static String large(String source, String uid) {
        String text = "x".repeat(2_000);
        return """
                {"uid":"%s","time":"2026-10-01T12:00:00Z","source":"%s","principal":"%s","action":"%s",\
                "resource":"%s","version":"%s","outcome":"failure","reason":"%s","requestId":"%s"}""".formatted(uid, source, text, text, text, text, text, text);
    }

    @Test
    void countsOverTime() {
        send("counted", 7, "read");

        get("/histogram", "source=counted&interval=7d")
                .body("total", equalTo(7))
                .body("interval", equalTo(604_800))
                .body("buckets.find { it.events > 0 }.events", equalTo(7));
    }

    @Test
    void givesAnEventWithItsRawRecord() {
        String raw = Api.event("raw", "raw/1-%+", "read");
        Response sent = api.send(raw);

        Response answer = api.admin().get("/v1/events/" + encoded("raw/1-%+"));

        answer.then()
                .statusCode(200)
                .body("uid", equalTo("raw/1-%+"))
                .body("raw.action", equalTo("read"))
                .body("leafHash", equalTo(sent.<String>path("receipts[0].leafHash")));
        assertThat(answer.asString()).contains("\"raw\":" + raw.strip());
    }

    @Test
    void recordsWhoReadARawRecord() {
        api.send(Api.event("watched", "w1", "read")).then().statusCode(201);
        String token = api.token("reader-of-w1", "admin");

        api.as(token).get("/v1/events/w1?source=watched").then().statusCode(200);

        api.admin()
                .get("/v1/events?source=audit-service&actor=*reader-of-w1&action=source:read&resource=source:/watched")
                .then()
                .statusCode(200)
                .body("events", hasSize(1));
    }

    @Test
    void namesTheSourcesWhereAUidIsAmbiguous() {
        api.send(Api.event("twice/a", "same", "read")).then().statusCode(201);
        api.send(Api.event("twice/b", "same", "read")).then().statusCode(201);

        api.admin()
                .get("/v1/events/same")
                .then()
                .statusCode(409)
                .body("violations", containsInAnyOrder("source: twice/a", "source: twice/b"));
        api.admin().get("/v1/events/same?source=twice/b").then().statusCode(200).body("source", equalTo("twice/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "%27%20OR%201=1", "a/b/c", "*", "nobody/proof"})
    void knowsNoOtherEvent(String uid) {
        api.admin().get("/v1/events/" + uid).then().statusCode(404);
    }

    @Test
    void givesTheProofOfAnEvent() {
        api.send(Api.event("proven", "p1", "read")).then().statusCode(201);

        api.admin()
                .get("/v1/events/p1/proof")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/plain"))
                .body(startsWith("c2sp.org/tlog-proof@v1\n"))
                .body(containsString("gatehouse.local/audit\n"));
    }

    @Test
    void showsACallerItsOwnSourcesAndNoTraceOfOthers() {
        String team = api.token("team-member", "team");
        api.send(Api.event("team/red", "visible", "read")).then().statusCode(201);
        api.send(Api.event("team/secret", "denied", "read")).then().statusCode(201);
        api.send(Api.event("other", "hidden", "read")).then().statusCode(201);
        api.send(Api.event("other", "visible", "read")).then().statusCode(201);

        asked(team, "/v1/events?" + RANGE).body("events.uid", contains("visible"));
        asked(team, "/v1/events?source=other&" + RANGE).body("events", empty());
        asked(team, "/v1/events?q=hidden&" + RANGE).body("events", empty());
        asked(team, "/v1/events/histogram?interval=30d&" + RANGE).body("total", equalTo(1));
        asked(team, "/v1/events/visible").body("source", equalTo("team/red"));
        String absent = withoutInstance(api.as(team).get("/v1/events/never-there"));
        assertThat(withoutInstance(api.as(team).get("/v1/events/hidden"))).isEqualTo(absent);
        assertThat(withoutInstance(api.as(team).get("/v1/events/denied"))).isEqualTo(absent);
        assertThat(withoutInstance(api.as(team).get("/v1/events/hidden?source=other")))
                .isEqualTo(absent);
        assertThat(withoutInstance(api.as(team).get("/v1/events/hidden/proof"))).isEqualTo(absent);
        assertThat(api.as(team).get("/v1/export?" + RANGE).asString())
                .contains("\"visible\"")
                .doesNotContain("hidden", "denied");
    }

    @Test
    void refusesWhoMaySeeNoSource() {
        String monitor = api.token("monitor", "monitor");

        for (String path : List.of("", "/histogram", "/stream", "/any")) {
            api.as(monitor).get("/v1/events" + path).then().statusCode(403);
        }
        api.as(monitor).get("/v1/export").then().statusCode(403);
        api.anonymous().get("/v1/events").then().statusCode(401);
    }

    @Test
    void measuresItsQueries() {
        get("source=measured");

        assertThat(service.metric("gatehouse_query_duration_seconds_count")).isPositive();
        service.awaitMetric("gatehouse_table_behind", 0);
    }

    private static void send(String source, int count, String action) {
        String lines = IntStream.range(0, count)
                .mapToObj(i -> Api.event(source, source + "-" + i, action) + "\n")
                .collect(Collectors.joining());
        api.send("application/x-ndjson", lines).then().statusCode(201);
    }

    private static ValidatableResponse get(String query) {
        return get("", query);
    }

    private static ValidatableResponse get(String path, String query) {
        return api.admin()
                .get("/v1/events" + path + "?" + RANGE + "&" + query)
                .then()
                .statusCode(200);
    }

    private static Response page(String query) {
        return api.admin()
                .get("/v1/events?" + RANGE + "&" + query)
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private static ValidatableResponse asked(String token, String path) {
        return api.as(token).get(path).then().statusCode(200).header("Cache-Control", not(containsString("public")));
    }

    private static String withoutInstance(Response response) {
        return response.statusCode() + " " + response.asString().replaceAll("\"instance\":\"[^\"]*\"", "");
    }

    private static String encoded(String uid) {
        return URLEncoder.encode(uid, StandardCharsets.UTF_8);
    }
}
