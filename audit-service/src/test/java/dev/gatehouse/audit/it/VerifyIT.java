package dev.gatehouse.audit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.audit.cli.AuditCommand;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A log is verified from elsewhere: its segments over HTTP, the command, and what the service itself found. */
class VerifyIT {
    private static final int EVENTS = 600;

    @TempDir
    private static Path folder;

    private static ServiceProcess service;
    private static Api api;

    @BeforeAll
    static void start() {
        service = ServiceProcess.local(folder.resolve("data"));
        api = new Api(service);
        String lines = IntStream.range(0, EVENTS)
                .mapToObj(i -> Api.event("verify", "uid-" + i, "test:verify"))
                .collect(Collectors.joining("\n"));
        assertThat(api.send("application/x-ndjson", lines).statusCode()).isEqualTo(201);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private record Ran(int status, String out, String err) {}

    private static Ran verify(String... args) throws Exception {
        return verify(Files.writeString(folder.resolve("token"), service.adminToken()), args);
    }

    private static Ran verify(Path token, String... args) {
        List<String> all = new ArrayList<>(List.of(
                "verify",
                "--vkey",
                folder.resolve("data").resolve("log.key.vkey").toString(),
                "--token-file",
                token.toString()));
        all.addAll(Arrays.asList(args));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = AuditCommand.run(
                all.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theServedLogIsSound() throws Exception {
        Ran ran = verify(service.url("/").toString());

        assertThat(ran.out()).startsWith("sound: gatehouse.local/audit, ");
        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("events were checked");
    }

    @Test
    void theFolderIsSoundWhileTheServiceRuns() throws Exception {
        Ran ran = verify(folder.resolve("data").resolve("log").toString());

        assertThat(ran.out()).startsWith("sound: ");
        assertThat(ran.status()).isZero();
    }

    @Test
    void whoMayNotVerifyGetsNoSegments() throws Exception {
        Path token = Files.writeString(folder.resolve("other"), api.token("sender", "service-config"));

        Ran ran = verify(token, service.url("/").toString());

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).contains("403");
    }

    @Test
    void listsSegments() {
        Response response = api.admin().get("/v1/log/segments");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getInt("[0].first")).isZero();
        assertThat(response.jsonPath().getLong("[0].bytes")).isGreaterThan(EVENTS * 100L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/log/segments", "/v1/log/segments/0", "/v1/log/health"})
    void nobodyReadsWithoutACredential(String path) {
        assertThat(api.anonymous().get(path).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "00", "-1", "x", "999999999999999999999", "..%2fcheckpoint"})
    void knowsNoOtherSegments(String first) {
        assertThat(api.admin().get("/v1/log/segments/" + first).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-3, 0, 4", "bytes=4-11, 4, 8", "bytes=28-28, 28, 1"})
    void servesARange(String range, int from, int length) {
        byte[] whole = api.admin().get("/v1/log/segments/0").asByteArray();

        Response response = api.admin().header("Range", range).get("/v1/log/segments/0");

        response.then().statusCode(206).header("Content-Length", equalTo(Integer.toString(length)));
        assertThat(response.asByteArray()).isEqualTo(Arrays.copyOfRange(whole, from, from + length));
        assertThat(response.header("Content-Range")).startsWith("bytes " + from + "-" + (from + length - 1) + "/");
    }

    @Test
    void tellsThatARangeIsOutside() {
        Response response = api.admin().header("Range", "bytes=99999999-").get("/v1/log/segments/0");

        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(response.header("Content-Range")).startsWith("bytes */");
    }

    @Test
    void tellsWhatTheServiceFound() {
        Response response = api.admin().get("/v1/log/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getString("verdict")).isIn("sound", "unknown");
    }

    @Test
    void theHealthGroupIsUp() {
        assertThat(ServiceProcess.get(service.management("/q/health/well")).body())
                .contains("log-verification")
                .contains("UP");
    }
}
