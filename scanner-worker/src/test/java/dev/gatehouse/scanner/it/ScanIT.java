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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanIT {
    @TempDir
    Path temp;

    private Path code;

    @BeforeEach
    void folder() throws IOException {
        code = Files.createDirectory(temp.toRealPath().resolve("code"));
        Files.writeString(code.resolve("plain.txt"), "nothing to see\n");
    }

    private ServiceProcess start() {
        return start(Map.of());
    }

    private ServiceProcess start(Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "gatehouse.targets[0].name",
                "code",
                "gatehouse.targets[0].kind",
                "directory",
                "gatehouse.targets[0].location",
                code.toString(),
                "gatehouse.scan.allowed",
                "directory:" + temp.toAbsolutePath() + "/allowed"));
        settings.putAll(further);
        return ServiceProcess.local(temp.resolve("data"), settings);
    }

    private void leak(String file, long seed) throws IOException {
        Path path = code.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "line one\nexport GH=" + Canary.token(seed) + "\n");
    }

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
    void goesOnWhereAKilledProcessWas() throws IOException {
        for (int i = 0; i < 400; i++) {
            leak("d" + i % 20 + "/f" + i + ".sh", 1_000 + i);
        }
        String id;
        try (ServiceProcess service = start(Map.of("gatehouse.scan.workers", "1"))) {
            Api api = new Api(service);
            id = api.start(Map.of("target", "code"))
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
            while (api.read(id).getInt("objects.scanned") < 20) {
                Api.pause();
            }
            service.kill();
        }
        try (ServiceProcess service = start()) {
            Api api = new Api(service);

            JsonPath scan = api.await(id);

            assertThat(scan.getString("status")).isEqualTo("completed");
            assertThat(scan.getInt("objects.scanned")).isEqualTo(401);
            assertThat(api.findings("?limit=1000").getList("findings")).hasSize(400);
            JsonPath ledger =
                    api.admin().get("/v1/coverage?limit=1000&scan=" + id).jsonPath();
            assertThat(ledger.getList("objects.path")).hasSize(401).doesNotHaveDuplicates();
        }
    }

    @Test
    void stopsAndResumesAScanAndTellsItsProgress() throws IOException {
        for (int i = 0; i < 200; i++) {
            leak("f" + i + ".sh", 5_000 + i);
        }
        try (ServiceProcess service = start(Map.of("gatehouse.scan.workers", "0"))) {
            Api api = new Api(service);
            String id = api.start(Map.of("target", "code"))
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
            api.admin().delete("/v1/scans/" + id).then().statusCode(200);
            api.admin().delete("/v1/scans/" + id).then().statusCode(409);
            String stream = api.admin()
                    .get("/v1/scans/" + id + "/progress")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertThat(stream).contains("event: over").contains("cancelled");
            api.admin().post("/v1/scans/" + id + "/resume").then().statusCode(200);
        }
        try (ServiceProcess service = start()) {
            Api api = new Api(service);
            String id = api.admin().get("/v1/scans").jsonPath().getString("scans[0].id");

            String stream = api.admin()
                    .get("/v1/scans/" + id + "/progress")
                    .then()
                    .extract()
                    .asString();

            assertThat(stream).contains("event: over").contains("\"status\":\"completed\"");
        }
    }

    @Test
    void scansNoPlaceThatNobodyAllows() throws IOException {
        Path allowed = Files.createDirectories(temp.toRealPath().resolve("allowed/project"));
        Files.createSymbolicLink(allowed.resolve("out"), code);
        try (ServiceProcess service = start()) {
            Api api = new Api(service);

            api.start(Map.of("kind", "directory", "location", "/etc")).then().statusCode(422);
            api.start(Map.of("kind", "directory", "location", allowed + "/out"))
                    .then()
                    .statusCode(422);
            api.start(Map.of("kind", "directory", "location", allowed + "/../../code"))
                    .then()
                    .statusCode(422);
            api.start(Map.of("kind", "ftp", "location", "/etc")).then().statusCode(422);
            api.start(Map.of("target", "nothing")).then().statusCode(422);
            String id = api.start(Map.of("kind", "directory", "location", allowed.toString()))
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");

            assertThat(api.await(id).getInt("objects.excluded")).isEqualTo(1);
        }
    }

    @Test
    void aTargetThatIsGoneIsAFailedScan() throws IOException {
        try (ServiceProcess service = start()) {
            Api api = new Api(service);
            Files.delete(code.resolve("plain.txt"));
            Files.delete(code);

            JsonPath scan = api.scan("code");

            assertThat(scan.getString("status")).isEqualTo("failed");
            assertThat(scan.getString("detail")).isNotEmpty();
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
    void opensArchivesAndSaysWhatIsBrokenInThem() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(code.resolve("a.zip")))) {
            zip.putNextEntry(new ZipEntry("deep/env.sh"));
            zip.write(("GH=" + Canary.token(5)).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("broken.gz"));
            zip.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3});
        }
        try (ServiceProcess service = start()) {
            Api api = new Api(service);

            JsonPath scan = api.scan("code");

            assertThat(scan.getString("status")).isEqualTo("incomplete");
            assertThat(api.findings("").getString("findings[0].locations[0].path"))
                    .isEqualTo("a.zip!deep/env.sh");
            assertThat(api.admin()
                            .get("/v1/coverage?outcome=partial&scan=" + scan.getString("id"))
                            .jsonPath()
                            .getString("objects[0].gaps[0].detail"))
                    .startsWith("broken.gz");
        }
    }

    @Test
    void scansAHistoryOnce() throws Exception {
        try (Git git = Git.init().setDirectory(code.toFile()).call()) {
            leak("env.sh", 6);
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("leak")
                    .setAuthor("a", "b")
                    .setCommitter("a", "b")
                    .setSign(false)
                    .call();
            Files.writeString(code.resolve("env.sh"), "nothing here any more\n");
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("mend")
                    .setAuthor("a", "b")
                    .setCommitter("a", "b")
                    .setSign(false)
                    .call();
        }
        try (ServiceProcess service = start(Map.of("gatehouse.targets[0].kind", "git"))) {
            Api api = new Api(service);

            JsonPath scan = api.scan("code");

            assertThat(scan.getInt("objects.scanned")).isEqualTo(3);
            JsonPath found = api.findings("");
            assertThat(found.getList("findings")).hasSize(1);
            assertThat(found.getString("findings[0].locations[0].version")).hasSize(40);
            assertThat(api.scan("code").getInt("objects.unchanged")).isEqualTo(3);
        }
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
