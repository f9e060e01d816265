package dev.gatehouse.audit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.gatehouse.service.process.ServiceProcess;
import io.airlift.compress.zstd.ZstdOutputStream;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that are sent by HTTP. */
class IngestIT {
    private static final String NDJSON = "application/x-ndjson";

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

    @Test
    void acknowledgesOneEventWithItsReceipt() {
        Response answer = api.send(Api.event("one", "a", "read"));

        answer.then().statusCode(201).body("accepted", equalTo(1)).body("receipts[0].uid", equalTo("a"));
        assertThat(answer.<String>path("receipts[0].leafHash")).hasSize(44);
    }

    @Test
    void givesTheSameReceiptForTheSameEventAgain() {
        int first = api.send(Api.event("again", "a", "read")).path("receipts[0].index");

        Response answer = api.send(Api.event("again", "a", "read"));

        answer.then()
                .statusCode(201)
                .body("duplicates", equalTo(1))
                .body("receipts[0].index", equalTo(first))
                .body("receipts[0].duplicate", equalTo(true));
        assertThat(service.metric("gatehouse_ingest_events_total{outcome=\"duplicate\"}"))
                .isPositive();
    }

    @Test
    void refusesAnotherEventUnderAUidThatIsTaken() {
        api.send(Api.event("conflict", "a", "read")).then().statusCode(201);

        Response answer = api.send(Api.event("conflict", "a", "delete"));

        answer.then().statusCode(409).body("detail", containsString("with the index"));
    }

    @Test
    void takesAnArrayInItsOrder() {
        Response answer = api.send("[" + Api.event("array", "a", "x") + "," + Api.event("array", "b", "x") + "]");

        int first = answer.path("receipts[0].index");
        answer.then().statusCode(201).body("receipts.index", contains(first, first + 1));
    }

    @Test
    void namesABadLineAndTakesTheOthers() {
        String lines = Api.event("lines", "a", "x") + "\n{\"uid\":\n" + Api.event("lines", "b", "x") + "\n";

        Response answer = api.send(NDJSON, lines);

        answer.then()
                .statusCode(207)
                .body("accepted", equalTo(2))
                .body("rejected", hasSize(1))
                .body("rejected[0].line", equalTo(2));
    }

    @Test
    void takesLinesInGzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(lines("gzip", 1_000).getBytes(StandardCharsets.UTF_8));
        }

        Response answer = compressed("gzip", packed.toByteArray());

        answer.then().statusCode(201).body("accepted", equalTo(1_000));
    }

    @Test
    void takesLinesInZstandard() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(packed)) {
            zstd.write(lines("zstd", 1_000).getBytes(StandardCharsets.UTF_8));
        }

        Response answer = compressed("zstd", packed.toByteArray());

        answer.then().statusCode(201).body("accepted", equalTo(1_000));
    }

    @Test
    void refusesABomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] blank = new byte[1 << 20];
            Arrays.fill(blank, (byte) ' ');
            for (int i = 0; i < 64; i++) {
                gzip.write(blank);
            }
        }

        Response answer = compressed("gzip", packed.toByteArray());

        answer.then().statusCode(413).body("detail", containsString("inflates to more than"));
    }

    @Test
    void refusesAnUnknownCodingAndAnUnknownType() {
        api.admin()
                .contentType(NDJSON)
                .header("Content-Encoding", "br")
                .body("x")
                .post("/v1/events")
                .then()
                .statusCode(415);
        api.send("text/plain", "x").then().statusCode(415);
    }

    @Test
    void refusesWhoHasNoToken() {
        api.anonymous()
                .contentType("application/json")
                .body(Api.event("none", "a", "x"))
                .post("/v1/events")
                .then()
                .statusCode(401);
    }

    @Test
    void servesItsCheckpointAndTheFirstTile() {
        api.send(Api.event("tile", "a", "x")).then().statusCode(201);

        String note =
                api.admin().get("/checkpoint").then().statusCode(200).extract().asString();

        String size = note.lines().toList().get(1);
        String tile = Integer.parseInt(size) >= 256 ? "000" : "000.p/" + size;
        api.admin().get("/tile/0/" + tile).then().statusCode(200);
        assertThat(note).startsWith("gatehouse.local/audit\n");
    }

    @Test
    void keepsWhatItAcknowledgedOverAKill(@TempDir Path folder) {
        Path data = folder.resolve("data");
        int index;
        try (ServiceProcess killed = ServiceProcess.local(data)) {
            Api first = new Api(killed);
            first.send(NDJSON, lines("kill", 100)).then().statusCode(201);
            index = first.send(Api.event("kill", "last", "x")).path("receipts[0].index");
            killed.kill();
        }
        try (ServiceProcess next = ServiceProcess.local(data)) {
            Response again = new Api(next).send(Api.event("kill", "last", "x"));

            again.then()
                    .statusCode(201)
                    .body("receipts[0].index", equalTo(index))
                    .body("receipts[0].duplicate", equalTo(true));
        }
    }

    private static Response compressed(String coding, byte[] body) {
        return api.admin()
                .contentType(NDJSON)
                .header("Content-Encoding", coding)
                .body(body)
                .post("/v1/events");
    }

    private static String lines(String source, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Api.event(source, "e" + i, "read") + "\n")
                .collect(Collectors.joining());
    }
}
