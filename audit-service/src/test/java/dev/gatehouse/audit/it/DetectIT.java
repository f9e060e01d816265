package dev.gatehouse.audit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.ingest.file.Gzips;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules over the events of a running service. */
class DetectIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT_USE = "50a0ac03-22b5-47e3-8e3a-ff7d2b9d8c11";
    private static final String OWN = "3a0f5c1e-7f29-4a9e-9f5e-52b6f7c1b001";
    private static final String OWN_RULE = """
            title: It was done
            id: 3a0f5c1e-7f29-4a9e-9f5e-52b6f7c1b001
            status: test
            level: high
            logsource: {product: gatehouse, service: audit}
            detection:
              s:
                action: it:done
              condition: s
            """;
    private static final String POLICIES = """
            version: 1
            policies:
              admin:
                rules:
                  - {allow: ["*"], on: ["source:/**", "rule:/**", "log:/", "dead-letter:/", "token:/"]}
              one-source:
                rules:
                  - {allow: [read], on: ["rule:/draft", "rule:/3a0f5c1e-7f29-4a9e-9f5e-52b6f7c1b001", "source:/one"]}
            """;

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void folders() throws IOException {
        data = folder.resolve("data");
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(folder.resolve("rules").resolve("own.yaml"), OWN_RULE);
        Files.writeString(folder.resolve("policies.yaml"), POLICIES);
        Files.writeString(folder.resolve("secret"), WebhookReceiver.secret());
        Files.setPosixFilePermissions(folder.resolve("secret"), PosixFilePermissions.fromString("rw-------"));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("gatehouse.detect.rules", folder.resolve("rules").toString());
        settings.put(
                "gatehouse.access.policies", folder.resolve("policies.yaml").toString());
        return settings;
    }

    private Map<String, String> settings(WebhookReceiver receiver) {
        Map<String, String> settings = settings();
        settings.put("gatehouse.detect.sinks", "log,webhook");
        settings.put("gatehouse.detect.webhook.url", receiver.url());
        settings.put(
                "gatehouse.detect.webhook.secret-file", folder.resolve("secret").toString());
        return settings;
    }

    /** Puts a CloudTrail file with a record of root use into a folder that is watched. */
    private Map<String, String> rootUse(Map<String, String> settings) throws IOException {
        Path watched = Files.createDirectories(folder.resolve("in"));
        JsonNode record = JSON.readTree(Path.of("src/test/resources/rules/cis-03-root-use/positive.json")
                .toFile());
        Files.write(
                watched.resolve("111122223333_CloudTrail_us-east-1_20260301T1015Z_aB3dE6gH9jK2mN5p.json.gz"),
                Gzips.member(("{\"Records\":[" + record + "]}").getBytes(UTF_8)));
        settings.put("gatehouse.intake.folder", watched.toString());
        settings.put("gatehouse.intake.interval", "1s");
        return settings;
    }

    private static List<String> detections(Path data) {
        return StoredLog.events(data).stream()
                .filter(event -> event.format() == EventFormat.DETECTION)
                .map(event -> event.key().uid())
                .toList();
    }

    private static String lines(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Api.event("one", prefix + i, "it:done"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void sealsADetectionOfRootUseAndSendsItSignedOnce() throws Exception {
        WebhookReceiver.Received received;
        try (WebhookReceiver receiver = new WebhookReceiver();
                ServiceProcess service = ServiceProcess.local(data, rootUse(settings(receiver)))) {
            received = receiver.next();
            service.terminate();
            assertThat(receiver.waiting()).isZero();
            assertThat(service.output()).contains("detection; uid=" + received.id());
        }

        JsonNode body = JSON.readTree(received.body());
        assertThat(received.signed()).isTrue();
        assertThat(body.path("data").path("rule").path("title").asText()).containsIgnoringCase("root");
        assertThat(body.path("data").path("actor").asText()).isEqualTo("arn:aws:iam::111122223333:root");
        assertThat(detections(data)).containsExactly(received.id());
    }

    @Test
    void sendsAgainWhatAReceiverDidNotTake() throws Exception {
        try (WebhookReceiver receiver = new WebhookReceiver();
                ServiceProcess service = ServiceProcess.local(data, settings(receiver))) {
            receiver.refuseNext(1);

            new Api(service).send(Api.event("one", "a", "it:done"));

            assertThat(receiver.next().signed()).isTrue();
        }
    }

    @Test
    void findsEachEventOnceThoughItIsKilled() throws Exception {
        int rounds = 4;
        int events = 600;
        Set<String> sent = new HashSet<>();
        try (WebhookReceiver receiver = new WebhookReceiver()) {
            Map<String, String> settings = settings(receiver);
            settings.put("gatehouse.detect.batch-events", "20"); // so that it is killed in the middle
            for (int round = 0; round < rounds; round++) {
                try (ServiceProcess service = ServiceProcess.local(data, settings)) {
                    new Api(service)
                            .send("application/x-ndjson", lines("r" + round + "-", events))
                            .then()
                            .statusCode(201);
                    sent.add(receiver.next().id());
                    service.kill();
                }
            }
            try (ServiceProcess service = ServiceProcess.local(data, settings)) {
                while (sent.size() < rounds * events) {
                    sent.add(receiver.next().id());
                }
                service.terminate();
            }
        }

        assertThat(detections(data)).hasSize(rounds * events).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void refusesToStartWithABadRule() throws IOException {
        Files.writeString(folder.resolve("rules").resolve("bad.yaml"), OWN_RULE.replace("action:", "action|base64:"));
        Map<String, String> settings = settings();
        settings.put("gatehouse.mode", "local");

        try (ServiceProcess service = ServiceProcess.launch(data, settings)) {
            assertThat(service.awaitExit()).isNotZero();
            assertThat(service.output())
                    .contains("gatehouse.detect.rules", "bad.yaml: line 8", "'base64'")
                    .doesNotContain("it:done");
        }
    }

    @Test
    void refusesToStartWithAWebhookThatHasNoAddress() {
        Map<String, String> settings = settings();
        settings.put("gatehouse.mode", "local");
        settings.put("gatehouse.detect.sinks", "webhook");

        try (ServiceProcess service = ServiceProcess.launch(data, settings)) {
            assertThat(service.awaitExit()).isNotZero();
            assertThat(service.output()).contains("gatehouse.detect.webhook.url");
        }
    }

    @Test
    void servesRulesAndTriesThem() throws IOException {
        try (ServiceProcess service = ServiceProcess.local(data, settings())) {
            Api api = new Api(service);
            api.send(Api.event("one", "a", "it:done"));
            api.send(Api.event("two", "b", "it:done"));
            String reader = api.token("reader", "one-source");

            listsWhatMayBeRead(api, reader);
            givesARuleAsItStands(api, reader);
            saysWhatIsWrong(api);
            looksAtReadableSourcesOnly(api, reader);
            triesDrafts(api);
            refusesWhatIsNoRequest(api);
            service.awaitMetric("gatehouse_detect_lag", 0);
        }
    }

    private static void listsWhatMayBeRead(Api api, String reader) {
        api.admin()
                .get("/v1/rules")
                .then()
                .statusCode(200)
                .body("rules", hasSize(greaterThan(28)))
                .body("rules.find { it.id == '" + OWN + "' }.origin", equalTo("folder"))
                .body("rules.state", hasItems("active", "counted"));
        api.as(reader).get("/v1/rules").then().statusCode(200).body("rules.id", contains(OWN));
        api.anonymous().get("/v1/rules").then().statusCode(401);
    }

    private static void givesARuleAsItStands(Api api, String reader) {
        assertThat(api.as(reader).get("/v1/rules/" + OWN).body().asString()).isEqualTo(OWN_RULE);
        String root = api.admin().get("/v1/rules").path("rules.find { it.title =~ /(?i)root/ }.id");
        api.admin().get("/v1/rules/" + root).then().statusCode(200).contentType(startsWith("application/yaml"));
        api.as(reader).get("/v1/rules/" + root).then().statusCode(403);
        api.as(reader).get("/v1/rules/" + ROOT_USE).then().statusCode(403);
        api.admin().get("/v1/rules/" + ROOT_USE).then().statusCode(404);
        api.admin().get("/v1/rules/none").then().statusCode(404);
    }

    private static void saysWhatIsWrong(Api api) {
        yaml(api, OWN_RULE, "/v1/rules/validate").then().statusCode(200).body("rule.id", equalTo(OWN));
        yaml(
                        api,
                        OWN_RULE.replace("level: high", "level: loud").replace("action:", "action|wide:"),
                        "/v1/rules/validate")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:gatehouse:problem:invalid-rule"))
                .body("errors.line", contains(4, 8))
                .body("errors[1].problem", containsString("'wide'"));
    }

    private static void looksAtReadableSourcesOnly(Api api, String reader) {
        String path = "/v1/rules/" + OWN + "/backtest";
        api.admin()
                .contentType("application/json")
                .body("{}")
                .post(path)
                .then()
                .statusCode(200)
                .body("ending", equalTo("complete"))
                .body("detections", equalTo(2))
                .body("firstMatches.source", contains("one", "two"));
        api.as(reader)
                .post(path)
                .then()
                .statusCode(200)
                .body("events", equalTo(1))
                .body("firstMatches.uid", contains("a"))
                .body("firstDetections[0].rule.id", equalTo(OWN));
        api.as(reader).post("/v1/rules/" + ROOT_USE + "/backtest").then().statusCode(403);
        api.admin()
                .contentType("application/json")
                .body("{\"from\":\"2026-10-01T12:00:01Z\"}")
                .post(path)
                .then()
                .statusCode(200)
                .body("matches", equalTo(0));
    }

    private static void triesDrafts(Api api) {
        yaml(api, OWN_RULE.replace("it:done", "it:*"), "/v1/rules/backtest?toIndex=4000")
                .then()
                .statusCode(200)
                .body("detections", equalTo(2));
        yaml(api, "title: x", "/v1/rules/backtest")
                .then()
                .statusCode(422)
                .body("errors.problem", hasItem(containsString("'id'")));
        api.admin().get("/v1/rules").then().body("rules.findAll { it.title == 'x' }", empty());
    }

    private static void refusesWhatIsNoRequest(Api api) {
        yaml(api, OWN_RULE, "/v1/rules/backtest?since=1").then().statusCode(400);
        api.admin()
                .contentType("application/json")
                .body("{\"from\":\"yesterday\"}")
                .post("/v1/rules/" + OWN + "/backtest")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:gatehouse:problem:invalid-range"));
        yaml(api, "#".repeat(200_000), "/v1/rules/validate").then().statusCode(413);
    }

    private static Response yaml(Api api, String rule, String path) {
        return api.admin().contentType("application/yaml").body(rule).post(path);
    }
}
