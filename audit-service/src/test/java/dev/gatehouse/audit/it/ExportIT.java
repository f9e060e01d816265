package dev.gatehouse.audit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.gatehouse.audit.log.verify.BundleVerification;
import dev.gatehouse.audit.log.verify.LogTrust;
import dev.gatehouse.audit.log.verify.Verdict;
import dev.gatehouse.audit.tlog.VerifierKey;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** Events that are taken out as files. */
class ExportIT {
    private static final String RANGE = "from=2026-09-01T00:00:00Z&to=2026-12-01T00:00:00Z";

    private static ServiceProcess service;
    private static Api api;

    @BeforeAll
    static void start(@TempDir Path folder) {
        service = ServiceProcess.local(
                folder.resolve("data"),
                Map.of(
                        "gatehouse.query.await-table", "30s",
                        "gatehouse.query.exports.max-rows", "50"));
        api = new Api(service);
        send("few", 5);
        send("many", 51);
        send("just", 50);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ndjson, application/x-ndjson",
        "csv, text/csv; charset=utf-8; header=present",
        "parquet, application/vnd.apache.parquet"
    })
    void givesAFileOfItsForm(String format, String type) {
        export("few", format)
                .then()
                .header("Content-Type", equalTo(type))
                .header(
                        "Content-Disposition",
                        matchesPattern("attachment; filename=\"events-[0-9]{8}T[0-9]{6}Z?\\." + format + "\""))
                .header("Cache-Control", equalTo("private, no-store"));
    }

    @Test
    void hasALineForEachEventAndOneForTheEnd() {
        List<String> lines = export("few", "ndjson").asString().lines().toList();

        assertThat(lines).hasSize(6);
        assertThat(lines.getFirst()).contains("\"uid\":\"few-0\"").contains("\"ocsf\":{");
        assertThat(lines.getLast()).isEqualTo("{\"export\":{\"rows\":5,\"complete\":true}}");
    }

    @Test
    void saysWhereItWasCut() {
        assertThat(export("many", "ndjson").asString())
                .endsWith("{\"export\":{\"rows\":50,\"complete\":false,\"cut\":\"rows\"}}\n");
        assertThat(export("just", "ndjson").asString()).endsWith("{\"export\":{\"rows\":50,\"complete\":true}}\n");
        assertThat(export("many", "csv").asString()).endsWith("\"cut after 50 events (rows): there are more\"\r\n");
        assertThat(export("just", "csv").asString().lines()).hasSize(51);
        assertThat(export("many", "parquet").header("Gatehouse-Export")).isEqualTo("cut; rows=50; by=rows");
        assertThat(export("just", "parquet").header("Gatehouse-Export")).isEqualTo("complete; rows=50");
    }

    @Test
    void saysHowItEndedInATrailer() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.getOutputStream()
                    .write(("GET /v1/export?source=many&" + RANGE
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                                    + service.adminToken() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            List<String> lines = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .toList();

            assertThat(lines).anyMatch(line -> line.equalsIgnoreCase("trailer: Gatehouse-Export"));
            assertThat(lines.subList(lines.size() - 2, lines.size()))
                    .containsExactly("Gatehouse-Export: cut; rows=50; by=rows", "");
        }
    }

    @Test
    void givesParquetThatOthersRead(@TempDir Path folder) throws IOException, SQLException {
        Path file = Files.write(
                folder.resolve("events.parquet"), export("few", "parquet").asByteArray());

        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*), min(uid), max(uid) FROM read_parquet('" + file + "')")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isEqualTo(5);
            assertThat(row.getString(2)).isEqualTo("few-0");
            assertThat(row.getString(3)).isEqualTo("few-4");
        }
    }

    @Test
    void givesABundleThatAnybodyCanVerify(@TempDir Path folder) throws IOException {
        Response bundle = export("few", "bundle");
        Path file = Files.write(folder.resolve("events.zip"), bundle.asByteArray());
        VerifierKey key = VerifierKey.parse(
                Files.readString(service.data().resolve("log.key.vkey")).strip());

        Verdict verdict = BundleVerification.verify(file, LogTrust.of(key));

        assertThat(bundle.header("Content-Type")).isEqualTo("application/zip");
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.SoundBundle.class,
                        sound -> assertThat(sound.events()).isEqualTo(5));
    }

    @Test
    void letsNoCellBeAFormula() {
        String hostile = Api.event("hostile", "h", "=HYPERLINK(1)").replace("token/t1", "@SUM(1)\\r\\n\\\"x\\\"");
        api.send(hostile).then().statusCode(201);

        String csv = export("hostile", "csv").asString();

        assertThat(csv).contains("\"'=HYPERLINK(1)\"").contains("\"'@SUM(1)\\r\\n\"\"x\"\"\"");
        assertThat(csv.lines()).hasSize(2);
    }

    @Test
    void isOnRecordWithHowManyEventsItHad() {
        String token = api.token("exporter", "admin");

        api.as(token).get("/v1/export?source=few&" + RANGE).then().statusCode(200);

        api.admin()
                .get("/v1/events?source=audit-service&actor=*exporter&action=source:export&order=oldest")
                .then()
                .statusCode(200)
                .body("events.outcome", equalTo(List.of("attempt", "success")));
    }

    @Test
    void refusesAnotherFormAndAWrongFilter() {
        api.admin()
                .get("/v1/export?format=xls")
                .then()
                .statusCode(400)
                .body("detail", equalTo("format must be one of ndjson, csv, parquet, bundle"));
        api.admin()
                .get("/v1/export?from=2020-01-01T00:00:00Z")
                .then()
                .statusCode(400)
                .body("detail", equalTo("from must be at most 397 days before to"));
    }

    private static Response export(String source, String format) {
        Response response = api.admin().get("/v1/export?format=" + format + "&source=" + source + "&" + RANGE);
        response.then().statusCode(200);
        return response;
    }

    private static void send(String source, int count) {
        String lines = IntStream.range(0, count)
                .mapToObj(i -> Api.event(source, source + "-" + i, "read") + "\n")
                .collect(Collectors.joining());
        api.send("application/x-ndjson", lines).then().statusCode(201);
    }
}
