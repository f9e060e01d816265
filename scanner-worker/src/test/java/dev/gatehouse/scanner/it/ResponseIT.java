package dev.gatehouse.scanner.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.managed.FakeConfigService;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leak in a watched folder, answered: taken, rotated, told, and proven gone. */
class ResponseIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final PersonIdent ANA = new PersonIdent("Ana", "ana@example.com");

    @TempDir
    Path temp;

    private final String value = "rv\"/+" + UUID.randomUUID().toString().replace('-', '~') + "end";
    private final RotatingConfig rotating = new RotatingConfig(value);
    private Path code;

    @BeforeEach
    void folder() throws IOException {
        code = Files.createDirectory(temp.toRealPath().resolve("code"));
        Files.writeString(temp.resolve("token"), "gh_scanner\n");
        Files.writeString(temp.resolve("webhook-secret"), "whsec_" + "c2lnbmVkIHdpdGggdGhpcyBpbiBhIHRlc3Q=\n");
        Files.writeString(code.resolve("app.env"), "DB=" + value + "\n");
    }

    private ServiceProcess start(FakeConfigService config, FakeConfigService webhook, String mode) {
        return start(config, webhook, mode, Map.of());
    }

    private ServiceProcess start(
            FakeConfigService config, FakeConfigService webhook, String mode, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("gatehouse.targets[0].name", "code");
        settings.put("gatehouse.targets[0].kind", "directory");
        settings.put("gatehouse.targets[0].location", code.toString());
        settings.put("gatehouse.managed.url", config.address().toString());
        settings.put("gatehouse.managed.token-file", temp.resolve("token").toString());
        settings.put("gatehouse.managed.every", "1s");
        settings.put("gatehouse.response.mode", mode);
        settings.put("gatehouse.response.settle", "0s");
        settings.put("gatehouse.response.config-url", config.address().toString());
        settings.put(
                "gatehouse.response.config-token-file", temp.resolve("token").toString());
        settings.put("gatehouse.response.rotation-pause", "1s");
        settings.put("gatehouse.response.webhook-url", webhook.address() + "/hook");
        settings.put(
                "gatehouse.response.webhook-secret-file",
                temp.resolve("webhook-secret").toString());
        settings.putAll(more);
        return ServiceProcess.local(temp.resolve("data"), settings);
    }

    private static FakeConfigService webhook() {
        return new FakeConfigService(FakeConfigService.status(204, new byte[0]));
    }

    @Test
    void takesALeakRotatesItsSecretTellsAndResolves() throws IOException {
        String output;
        String answers;
        try (FakeConfigService config = new FakeConfigService(rotating);
                FakeConfigService webhook = webhook();
                ServiceProcess service = start(config, webhook, "on")) {
            Api api = new Api(service);
            api.scan("code");
            await(
                    api,
                    "/v1/responses",
                    json -> json.getString("responses[0].state").equals("waiting")
                            && json.getString("responses[0].steps[0].state").equals("done"));
            assertThat(code.resolve("app.env")).doesNotExist();
            rotating.finish();

            JsonPath list = await(api, "/v1/responses", json -> isEnded(json.getString("responses[0].state")));

            assertThat(list.getList("responses")).hasSize(1);
            assertThat(list.getString("responses[0].state")).as(list.prettify()).isEqualTo("done");
            assertThat(list.<String>getList("responses[0].steps.state"))
                    .containsExactly("done", "done", "skipped", "done", "done");
            JsonPath findings = api.findings("?rule=managed-secret");
            assertThat(findings.getString("findings[0].state")).isEqualTo("resolved");
            assertThat(rotating.rotations()).isEqualTo(1);
            assertThat(webhook.requests).hasSize(1);
            assertThat(webhook.requests.getFirst().body()).contains("gatehouse.response", "is in quarantine");
            answers = list.prettify() + findings.prettify() + webhook.requests;
            String id = list.getString("responses[0].id");

            api.admin().post("/v1/responses/" + id + "/undo").then().statusCode(200);

            await(api, "/v1/responses/" + id, json -> json.getString("state").equals("cancelled"));
            assertThat(code.resolve("app.env")).hasContent("DB=" + value);
            output = service.output();
        }
        assertThat(List.of(answers, output)).noneMatch(text -> text.contains(value.substring(5, 30)));
        assertThat(filesWith(value.substring(5, 30))).isEmpty();
    }

    @Test
    void goesOnAfterItWasKilledAndDoesNothingTwice() {
        try (FakeConfigService config = new FakeConfigService(rotating);
                FakeConfigService webhook = webhook()) {
            try (ServiceProcess service = start(config, webhook, "on")) {
                Api api = new Api(service);
                api.scan("code");
                await(api, "/v1/responses", json -> "waiting".equals(json.getString("responses[0].steps[1].state")));
                service.kill();
            }
            rotating.finish();

            try (ServiceProcess service = start(config, webhook, "on")) {
                Api api = new Api(service);
                JsonPath list = await(api, "/v1/responses", json -> isEnded(json.getString("responses[0].state")));

                assertThat(list.getString("responses[0].state"))
                        .as(list.prettify())
                        .isEqualTo("done");
                assertThat(list.getList("responses")).hasSize(1);
                assertThat(rotating.rotations()).isEqualTo(1);
                assertThat(webhook.requests).hasSize(1);
            }
        }
    }

    @Test
    void aRetiredSecretThatStaysInAHistoryIsNotFoundAgain() throws Exception {
        try (Git git = Git.init().setDirectory(code.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("a leak")
                    .setSign(false)
                    .setAuthor(ANA)
                    .setCommitter(ANA)
                    .call();
        }
        Map<String, String> settings = Map.of("gatehouse.targets[0].kind", "git", "gatehouse.managed.every", "1h");
        try (FakeConfigService config = new FakeConfigService(rotating);
                FakeConfigService webhook = webhook();
                ServiceProcess service = start(config, webhook, "on", settings)) {
            Api api = new Api(service);
            api.scan("code");
            await(api, "/v1/responses", json -> "waiting".equals(json.getString("responses[0].steps[1].state")));
            rotating.finish();
            JsonPath list = await(api, "/v1/responses", json -> isEnded(json.getString("responses[0].state")));

            api.scan("code");

            assertThat(list.getString("responses[0].state")).as(list.prettify()).isEqualTo("done");
            assertThat(list.getString("responses[0].steps[3].attempts")).isEqualTo("1");
            assertThat(list.<String>getList("responses[0].left"))
                    .anyMatch(left -> left.startsWith("rewrite the history"));
            JsonPath findings = api.findings("?rule=managed-secret");
            assertThat(findings.getString("findings[0].state")).isEqualTo("resolved");
            assertThat(rotating.rotations()).isEqualTo(1);
        }
    }

    @Test
    void recordsInADryRunWhatItWouldDoAndRefusesToAct() {
        try (FakeConfigService config = new FakeConfigService(rotating);
                FakeConfigService webhook = webhook();
                ServiceProcess service = start(config, webhook, "dry-run")) {
            Api api = new Api(service);
            api.scan("code");

            JsonPath list = await(api, "/v1/responses", json -> isEnded(json.getString("responses[0].state")));

            assertThat(list.getBoolean("responses[0].dryRun")).isTrue();
            assertThat(list.getString("responses[0].steps[0].outcome")).startsWith("would take the file app.env");
            assertThat(code.resolve("app.env")).exists();
            assertThat(rotating.rotations()).isZero();
            assertThat(webhook.requests).isEmpty();
            String finding = list.getString("responses[0].finding");
            api.admin()
                    .contentType(ContentType.JSON)
                    .body(Map.of("finding", finding, "dryRun", false))
                    .post("/v1/responses")
                    .then()
                    .statusCode(409);
            String auditor = api.token("auditor", "auditor");
            api.as(auditor)
                    .contentType(ContentType.JSON)
                    .body(Map.of("finding", finding))
                    .post("/v1/responses")
                    .then()
                    .statusCode(403);
            api.as(auditor).get("/v1/response-plans/managed-secret").then().statusCode(200);
        }
    }

    private static boolean isEnded(String state) {
        return List.of("done", "failed", "cancelled").contains(state);
    }

    /** Waits for an answer; all that can be done with what goes on elsewhere is to ask again. */
    private static JsonPath await(Api api, String path, Predicate<JsonPath> until) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonPath answer =
                    api.admin().get(path).then().statusCode(200).extract().jsonPath();
            boolean empty = answer.get("responses") != null
                    && answer.getList("responses").isEmpty();
            if (!empty && until.test(answer)) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("it did not come to that: " + answer.prettify());
            }
            Api.pause();
        }
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
