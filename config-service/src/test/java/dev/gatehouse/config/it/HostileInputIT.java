package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others broke on: each answered with a clear error, and never with a 500. */
class HostileInputIT {
    private static final String CANARY = "canary-51b0c7d9aa";
    private static final String KEY = "/v1/parameters/aurora/dev/global/";

    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static Api api;
    private static String researcher;

    @BeforeAll
    static void start() {
        service =
                ServiceProcess.local(folder.resolve("data"), Map.of("gatehouse.access.failures-per-minute", "100000"));
        api = new Api(service);
        api.apply("dev");
        researcher = api.token("researcher", "app-researcher");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/parameters/..%252F..%252Fetc%252Fpasswd%23foo/development",
                "/v1/parameters/aurora/dev/global/..%252Fprod",
                "/v1/parameters/aurora/dev/%2e%2e/prod/global/log",
                "/v1/parameters/aurora/dev/global/(_)(_)etc(_)passwd",
                "/v1/parameters/aurora/dev/global/${java.home}",
                "/v1/parameters/aurora/dev//global",
                "/v1/parameters/aurora/dev/global/a%00b",
                "/v1/parameters/aurora/dev/global/a%0ab",
                "/v1/parameters/aurora/dev/global/%C3%A9",
                "/v1/parameters/aurora/dev/global/%ff",
                "/v1/parameters/aurora/dev/global/,,",
                "/v1/secrets/aurora/dev/..%2f..%2fprod",
                "/v1/secrets/aurora/dev/%252e%252e",
                "/v1/config/dev/..%2fprod",
                "/v1/config/dev%2F..%2Fprod/coder",
                "/v1/config/dev/${x}",
                "/v1/config/,,/coder",
            })
    void aHostilePathIsRefusedAndNothingIsSubstituted(String path) throws IOException {
        int status = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + researcher
                + "\r\nConnection: close\r\n\r\n");

        assertThat(status).isIn(400, 403, 404);
    }

    @Test
    void anEncodedSlashIsAuthorizedOnTheFinalPath() {
        api.as(researcher)
                .get("/v1/parameters/aurora/dev%2F..%2Fprod%2Fglobal%2Fx")
                .then()
                .statusCode(org.hamcrest.Matchers.in(List.of(400, 403)));
        api.as(researcher)
                .get("/v1/parameters/aurora%2Fprod%2Fglobal%2Flog")
                .then()
                .statusCode(403);
        api.as(researcher)
                .get("/v1/parameters/aurora/dev/../prod/global/log")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "access_token", "Access_Token", "api_key", "authorization"})
    void aCredentialInTheQueryIsRefused(String name) {
        Response refused = api.as(researcher).get("/v1/config/dev/researcher?" + name + "=" + CANARY);

        refused.then().statusCode(400).body("type", equalTo("urn:gatehouse:problem:credential-in-query"));
        assertThat(refused.asString()).doesNotContain(CANARY);
        assertThat(service.output()).doesNotContain(CANARY);
    }

    @Test
    void aCredentialInTheQueryDoesNotAuthenticate() {
        api.anonymous().get("/v1/secrets?token=" + researcher).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"x\"",
                "{\"value\":\"" + CANARY,
                "{\"value\":\"a\",\"value\":\"" + CANARY + "\"}",
                "{\"value\":{\"a\":\"" + CANARY + "\"}}",
                "{\"value\":17}",
                "{\"other\":\"" + CANARY + "\"}",
                "{\"value\":\"a\"} {\"value\":\"" + CANARY + "\"}",
            })
    void aMalformedBodyIsRefusedAndNotRepeated(String body) {
        Response refused = api.admin().contentType(ContentType.JSON).body(body).put(KEY + "organization/name");

        refused.then().statusCode(400).contentType("application/problem+json");
        assertThat(refused.asString()).doesNotContain(CANARY);
        assertThat(service.output()).doesNotContain(CANARY);
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        byte[] body = "{\"value\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);
        body[10] = (byte) 0xff;
        api.admin()
                .header("Content-Type", "application/json")
                .body(body)
                .put(KEY + "x")
                .then()
                .statusCode(400)
                .body("detail", containsString("UTF-8"));
    }

    @Test
    void aDeepBodyIsRefused() {
        assertThat(deep(31)).contains("value");
        assertThat(deep(33)).contains("limits");
        assertThat(deep(50_000)).contains("limits");
    }

    @Test
    void aYamlAliasBombIsRefused() {
        String bomb =
                "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nvalue: *c\n";
        api.admin()
                .contentType("application/yaml")
                .body(bomb)
                .put(KEY + "x")
                .then()
                .statusCode(400);
    }

    @Test
    void aBodyOverTheLimitIsRefused() throws IOException {
        assertThat(sized(100_000)).isEqualTo(400);
        assertThat(announced(300_000)).isEqualTo(413);
    }

    @Test
    void aNameOfTwoThousandCharactersIsRefused() {
        api.admin().get("/v1/parameters/" + "a".repeat(2_048)).then().statusCode(400);
        api.admin().get("/v1/secrets/" + "a".repeat(2_048)).then().statusCode(400);
        api.admin().get("/v1/parameters/aurora/" + "a".repeat(1_003)).then().statusCode(404);
        api.admin().get("/v1/parameters/aurora/" + "a".repeat(1_004)).then().statusCode(400);
    }

    @Test
    void aHeaderNeverSelectsAnotherProjectOrEnvironment() {
        String plain = api.as(researcher).get("/v1/config/dev/researcher").asString();
        String steered = api.as(researcher)
                .header("X-Environment", "prod")
                .header("X-Forwarded-Prefix", "/aurora/prod")
                .get(
                        "/v1/config/dev/researcher?environment=prod&project=other&roleArn=arn:aws:iam::1:role/x&region=eu-west-1")
                .asString();

        assertThat(steered).isEqualTo(plain);
        api.as(researcher)
                .get("/v1/parameters/otherproject/dev/global/x")
                .then()
                .statusCode(403);
        api.admin().get("/v1/parameters/otherproject/dev/global/x").then().statusCode(403);
    }

    @Test
    void theServicesOwnSubtreeIsNobodys() {
        api.admin()
                .get("/v1/parameters/aurora/_gatehouse?recursive=true")
                .then()
                .statusCode(403);
        Response listed = api.admin().get("/v1/parameters/aurora?recursive=true&limit=1000");
        assertThat(listed.asString()).doesNotContain("_gatehouse");
    }

    @Test
    void whatExistsAndWhatDoesNotIsRefusedAlike() {
        Response exists = api.as(researcher).get("/v1/secrets/aurora/dev/safety-system-secret");
        Response absent = api.as(researcher).get("/v1/secrets/aurora/dev/no-such-secret-there");

        assertThat(exists.statusCode()).isEqualTo(403);
        assertThat(absent.statusCode()).isEqualTo(403);
        assertThat(absent.asString().replaceAll("request:[^\"]*", ""))
                .isEqualTo(exists.asString().replaceAll("request:[^\"]*", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer x",
                "Bearer gh_aaaaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb_cccccc",
                "Basic YWRtaW46YWRtaW4=",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
            })
    void aCredentialThatIsNoneIs401(String authorization) {
        api.anonymous()
                .header("Authorization", authorization)
                .get("/v1/config/dev/researcher")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer"))
                .contentType("application/problem+json");
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() {
        Response minted = api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "short", "policies", List.of("app-researcher"), "ttl", "1h"))
                .post("/v1/tokens");
        String token = minted.path("token");
        api.as(token).get("/v1/config/dev/researcher").then().statusCode(200);

        api.admin().delete("/v1/tokens/" + minted.path("id")).then().statusCode(200);

        api.as(token).get("/v1/config/dev/researcher").then().statusCode(401);
        assertThat(api.admin().get("/v1/tokens").asString()).doesNotContain(token);
    }

    @Test
    void onlyAnAdministratorMintsTokens() {
        api.as(researcher)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "me", "policies", List.of("admin"), "ttl", "1h"))
                .post("/v1/tokens")
                .then()
                .statusCode(403);
        api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "x", "policies", List.of("no-such-policy"), "ttl", "1h"))
                .post("/v1/tokens")
                .then()
                .statusCode(400);
    }

    @Test
    void corsIsOff() {
        Response answer =
                api.as(researcher).header("Origin", "https://evil.example").get("/v1/config/dev/researcher");

        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void anUnknownPathAndMethodAreProblems() {
        api.admin().get("/v2/nothing").then().statusCode(404);
        api.admin().delete("/v1/tokens").then().statusCode(405);
    }

    private static String deep(int levels) {
        return api.admin()
                .contentType(ContentType.JSON)
                .body("{\"value\":" + "[".repeat(levels) + "]".repeat(levels) + "}")
                .put(KEY + "x")
                .then()
                .statusCode(400)
                .extract()
                .asString();
    }

    private static int sized(int bytes) {
        return api.admin()
                .contentType(ContentType.JSON)
                .body("{\"value\":\"" + "x".repeat(bytes) + "\"}")
                .put(KEY + "x")
                .statusCode();
    }

    /** A body that is only announced: the service answers by its length, and closes. */
    private static int announced(int bytes) throws IOException {
        return raw("PUT " + KEY + "x HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + service.adminToken()
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + bytes + "\r\n\r\n");
    }

    /** A request whose path no client library has touched. */
    private static int raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain(System.getProperty("java.home"));
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
