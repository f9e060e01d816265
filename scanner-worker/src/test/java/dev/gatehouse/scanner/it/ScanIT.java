package dev.gatehouse.scanner.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;

/** Scans over the wire, from their order to their end. */
class ScanIT extends ScannedFolder {
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
}
