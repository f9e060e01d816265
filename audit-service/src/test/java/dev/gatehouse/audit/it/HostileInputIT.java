package dev.gatehouse.audit.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input to the packaged service: it is refused, named, and not repeated anywhere. */
class HostileInputIT {
    /** What no answer, log line or metric may have. */
    private static final String CANARY = "canary-4711";

    private static ServiceProcess service;
    private static Api api;

    @BeforeAll
    static void start(@TempDir Path folder) {
        service = ServiceProcess.local(folder.resolve("data"));
        api = new Api(service);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"uid\":\"canary-4711",
                "{\"canary-4711\":1}",
                "{\"uid\":\"a\",\"uid\":\"canary-4711\"}",
                "{\"uid\":[\"canary-4711\"]}",
                "{\"time\":\"canary-4711\",\"uid\":\"a\",\"source\":\"s\",\"principal\":\"p\",\"action\":\"a\",\"outcome\":\"success\"}",
                "{\"outcome\":\"canary-4711\",\"uid\":\"a\",\"source\":\"s\",\"principal\":\"p\",\"action\":\"a\",\"time\":\"2026-10-01T12:00:00Z\"}",
                "\"canary-4711\"",
                "{} canary-4711",
                "[canary-4711]",
                "[{\"canary-4711\":{}}"
            })
    void whatIsNoEventIsRefusedAndNotRepeated(String body) {
        Response response = api.send(body);

        assertThat(response.statusCode()).isIn(400, 207);
        assertThat(response.asString()).doesNotContain(CANARY);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        byte[] body = Api.event("s", "\u00e9", "read").getBytes(ISO_8859_1);

        Response response = api.admin().contentType(ContentType.JSON).body(body).post("/v1/events");

        response.then().statusCode(400).body("type", equalTo("urn:gatehouse:problem:malformed"));
    }

    @ParameterizedTest
    @CsvSource({"31, 201", "32, 400", "100000, 400"})
    void nestingIsBounded(int levels, int status) {
        String details = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
        String event = Api.event("s", "deep-" + levels, "read");
        String body = event.substring(0, event.length() - 1) + ",\"details\":" + details + "}";

        Response response = api.send(body);

        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void anArrayOfArraysIsNoArrayOfEvents() {
        Response response = api.send("[".repeat(50_000) + "]".repeat(50_000));

        assertThat(response.statusCode()).isIn(400, 207);
    }

    @ParameterizedTest
    @CsvSource({"1048576, 201", "1048577, 413"})
    void anEventsSizeIsBounded(int bytes, int status) {
        String event = Api.event("s", "size-" + bytes, "read");
        String open = event.substring(0, event.length() - 1) + ",\"details\":{\"a\":\"";
        String body = open + "x".repeat(bytes - open.length() - 3) + "\"}}";

        Response response = api.send(body);

        assertThat(body.getBytes(UTF_8)).hasSize(bytes);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void aBadLineInTheMiddleAndNoLineFeedAtTheEndLoseNothing() {
        String body = Api.event("s", "first", "read") + "\r\n{\"" + CANARY + "\n" + Api.event("s", "last", "read");

        Response response = api.send("application/x-ndjson", body);

        response.then().statusCode(207).body("accepted", equalTo(2)).body("rejected[0].line", equalTo(2));
        assertThat(response.asString()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=canary-4711",
                "limit=canary-4711",
                "cursor=canary-4711",
                "order=canary-4711",
                "class=canary-4711",
                "outcome=canary-4711",
                "limit=0",
                "limit=1001",
                "from=2026-10-02T00:00:00Z&to=2026-10-01T00:00:00Z",
                "q=%00",
                "q=%ff"
            })
    void aQueryThatIsNoneIsRefusedAndNotRepeated(String query) {
        Response response = api.admin().get("/v1/events?" + query);

        response.then().statusCode(400).body("type", startsWith("urn:gatehouse:problem:"));
        assertThat(response.asString()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor=%27%20OR%201%3D1%20--",
                "q=%25",
                "q=_",
                "action=%22%3BDROP%20TABLE%20hot%3B--",
                "source=..%2F..%2Fetc%2Fpasswd"
            })
    void aQueryIsData(String query) {
        Response response = api.admin().get("/v1/events?from=2026-09-01T00:00:00Z&to=2026-09-02T00:00:00Z&" + query);

        response.then().statusCode(200).body("events.size()", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/events/../../etc/passwd",
                "/tile/0/../../../log.key",
                "/tile/8/000",
                "/tile/0/00x",
                "/nowhere"
            })
    void aPathThatIsNoneIsNotFound(String path) {
        Response response = api.admin().get(path);

        assertThat(response.statusCode()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token", "api_key", "authorization"})
    void aCredentialInTheQueryIsRefused(String name) {
        Response response = api.admin().get("/v1/events?" + name + "=" + CANARY);

        response.then().statusCode(400).body("type", equalTo("urn:gatehouse:problem:credential-in-query"));
        assertThat(response.asString()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer canary-4711", "Basic Y2FuYXJ5LTQ3MTE=", "Bearer", "canary-4711"})
    void aCredentialThatIsNoneIs401(String authorization) {
        Response response = api.anonymous()
                .header("Authorization", authorization)
                .contentType(ContentType.JSON)
                .body(Api.event("s", "nobody", "read"))
                .post("/v1/events");

        response.then().statusCode(401);
    }

    @Test
    void noTokenAndNoCanaryStandsInALogAMetricOrAFile() throws IOException {
        String minted = api.token("to-be-hidden", "security-analyst");
        api.as(minted).get("/v1/events?q=" + CANARY).then().statusCode(200);
        api.send("{\"" + CANARY + "\":1}").then().statusCode(400);
        api.as(CANARY).get("/v1/events").then().statusCode(401);

        String metrics = ServiceProcess.get(service.management("/q/metrics")).body();

        assertThat(service.output() + metrics).doesNotContain(CANARY, minted, service.adminToken());
        assertThat(files())
                .isNotEmpty()
                .allSatisfy(file ->
                        assertThat(text(file)).as(file.toString()).doesNotContain(minted, service.adminToken()));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(service.data())) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
