package dev.gatehouse.scanner.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What was found, what people decide about it, and what nobody is to see of it. */
class FindingsIT extends ScannedFolder {
    @Test
    void findsTriagesAndOpensAgainOverARestart() throws IOException {
        leak("a/env.sh", 1);
        String id;
        try (ServiceProcess service = start()) {
            Api api = new Api(service);

            JsonPath scan = api.scan("code");

            assertThat(scan.getString("status")).isEqualTo("completed");
            assertThat(scan.getInt("objects.scanned")).isEqualTo(2);
            JsonPath open = api.findings("?state=open");
            assertThat(open.getList("findings")).hasSize(1);
            assertThat(open.getString("findings[0].locations[0].path")).isEqualTo("a/env.sh");
            assertThat(open.getInt("findings[0].locations[0].line")).isEqualTo(2);
            id = open.getString("findings[0].id");
            api.decide(id, "resolved", "rotated").then().statusCode(200);
            assertThat(service.metric("gatehouse_findings{state=\"resolved\"}")).isEqualTo(1);
        }
        try (ServiceProcess service = start()) {
            Api api = new Api(service);
            assertThat(api.findings("").getString("findings[0].state")).isEqualTo("resolved");

            JsonPath again = api.scan("code");

            assertThat(again.getInt("objects.unchanged")).isEqualTo(2);
            JsonPath finding = api.admin().get("/v1/findings/" + id).jsonPath();
            assertThat(finding.getString("state")).isEqualTo("open");
            assertThat(finding.getList("history.state")).containsExactly("open", "resolved", "open");
        }
    }

    @Test
    void guardsDecisionsByVersion() throws IOException {
        leak("env.sh", 2);
        try (ServiceProcess service = start()) {
            Api api = new Api(service);
            api.scan("code");
            String id = api.findings("").getString("findings[0].id");
            String tag = api.admin().get("/v1/findings/" + id).then().extract().header("ETag");
            Map<String, String> acknowledged = Map.of("state", "acknowledged");

            api.admin()
                    .contentType(ContentType.JSON)
                    .header("If-Match", tag)
                    .body(acknowledged)
                    .post("/v1/findings/" + id + "/state")
                    .then()
                    .statusCode(200);

            api.admin()
                    .contentType(ContentType.JSON)
                    .header("If-Match", tag)
                    .body(Map.of("state", "resolved"))
                    .post("/v1/findings/" + id + "/state")
                    .then()
                    .statusCode(412);
            api.admin()
                    .contentType(ContentType.JSON)
                    .body(acknowledged)
                    .post("/v1/findings/" + id + "/state")
                    .then()
                    .statusCode(409);
            api.admin()
                    .contentType(ContentType.JSON)
                    .body(Map.of("state", "false-positive"))
                    .post("/v1/findings/" + id + "/state")
                    .then()
                    .statusCode(400);
            api.decide("0".repeat(64), "resolved", "x").then().statusCode(404);
            api.admin().get("/v1/findings/nonsense").then().statusCode(404);
            api.admin().get("/v1/findings?colour=red").then().statusCode(400);
        }
    }

    @Test
    void letsEachCallerDoWhatItsPolicySays() throws IOException {
        leak("env.sh", 3);
        try (ServiceProcess service = start()) {
            Api api = new Api(service);
            api.scan("code");
            String id = api.findings("").getString("findings[0].id");
            String auditor = api.token("auditor", "auditor");
            String pipeline = api.token("pipeline", "pipeline");
            String analyst = api.token("analyst", "security-analyst");
            Map<String, String> code = Map.of("target", "code");
            Map<String, String> resolved = Map.of("state", "resolved");

            api.anonymous().get("/v1/findings").then().statusCode(401);
            api.as(auditor).get("/v1/findings").then().statusCode(200);
            api.as(auditor).get("/v1/rules").then().statusCode(200);
            api.as(auditor)
                    .contentType(ContentType.JSON)
                    .body(code)
                    .post("/v1/scans")
                    .then()
                    .statusCode(403);
            api.as(auditor)
                    .contentType(ContentType.JSON)
                    .body(resolved)
                    .post("/v1/findings/" + id + "/state")
                    .then()
                    .statusCode(403);
            api.as(pipeline).get("/v1/findings").then().statusCode(403);
            api.as(pipeline).get("/v1/findings/export?format=jsonl").then().statusCode(403);
            api.as(pipeline)
                    .contentType(ContentType.JSON)
                    .body(code)
                    .post("/v1/scans")
                    .then()
                    .statusCode(202);
            api.as(analyst)
                    .contentType(ContentType.JSON)
                    .body(resolved)
                    .post("/v1/findings/" + id + "/state")
                    .then()
                    .statusCode(200);
            api.as(analyst).get("/v1/tokens").then().statusCode(403);
        }
    }

    @Test
    void aCanaryIsInNoLogFileMetricOrAnswer() throws IOException {
        String canary = Canary.token(77);
        leak("env.sh", 77);
        Files.writeString(code.resolve(canary + ".txt"), "its own name\n");
        try (ServiceProcess service = start()) {
            Api api = new Api(service);
            JsonPath scan = api.scan("code");
            String id = api.findings("").getString("findings[0].id");
            api.decide(id, "resolved", "done").then().statusCode(200);

            String export = api.admin()
                    .get("/v1/findings/export?format=jsonl")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            String metrics =
                    ServiceProcess.get(service.management("/q/metrics")).body();

            assertThat(export.lines()).hasSize(1);
            assertThat(export).contains(id).doesNotContain(canary);
            assertThat(metrics).contains("gatehouse_scan_objects").doesNotContain(canary);
            assertThat(api.findings("").prettify()).doesNotContain(canary);
            assertThat(scan.prettify()).doesNotContain(canary);
            assertThat(service.output()).contains("a scan is over").doesNotContain(canary);
        }
        // A path is a name: the ledger has it. What was in the file is nowhere.
        assertThat(filesWith(canary)).allMatch(name -> name.startsWith("work.db"));
    }

    @Test
    void exportsInEachForm() throws IOException {
        leak("env.sh", 7);
        Map<String, String> account =
                Map.of("gatehouse.aws.account", "123456789012", "gatehouse.aws.region", "eu-central-1");
        try (ServiceProcess service = start(account)) {
            Api api = new Api(service);
            api.scan("code");
            String id = api.findings("").getString("findings[0].id");
            api.decide(id, "false-positive", "made up").then().statusCode(200);

            for (String format : List.of("sarif", "ocsf", "asff", "jsonl")) {
                String export = api.admin()
                        .get("/v1/findings/export?format=" + format)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
                assertThat(export).as(format).contains(id, "made up").doesNotContain(Canary.token(7));
            }
            api.admin().get("/v1/findings/export?format=pdf").then().statusCode(400);
        }
    }

    @Test
    void eachFindingAndDecisionIsAnAuditEvent() throws IOException {
        leak("env.sh", 4);
        try (ServiceProcess service = start()) {
            Api api = new Api(service);
            api.scan("code");
            String id = api.findings("").getString("findings[0].id");
            api.decide(id, "acknowledged", "looking").then().statusCode(200);
        }

        String outbox = outbox();

        assertThat(outbox)
                .contains("finding:found")
                .contains("finding:acknowledged")
                .contains("scan:run");
    }

    private String outbox() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(temp.resolve("data/audit-outbox"))) {
            files.filter(Files::isRegularFile).forEach(file -> text.append(read(file)));
        }
        return text.toString();
    }

    private List<String> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> read(file).contains(text))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
