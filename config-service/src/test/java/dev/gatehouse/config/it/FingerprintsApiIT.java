package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.client.managed.HandOver;
import dev.gatehouse.client.managed.HandOverJson;
import dev.gatehouse.client.managed.ManagedValue;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets' fingerprints over the wire, and what is on record of them. */
class FingerprintsApiIT {
    private static final String CANARY = "canary-8c1d44b09e";
    private static final String PATH = "/v1/secret-fingerprints";

    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static Api api;
    private static String scanner;

    @BeforeAll
    static void start() {
        service = ServiceProcess.local(folder.resolve("data"), Map.of("gatehouse.fingerprints.max-secrets", "9"));
        api = new Api(service);
        api.apply("dev");
        scanner = api.token("scanner", "scanner");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static String put(String name, String value, String... stages) {
        String version = UUID.randomUUID().toString();
        api.admin()
                .contentType(ContentType.JSON)
                .body(Map.of("value", value, "version", version, "stages", List.of(stages)))
                .put("/v1/secrets/" + name)
                .then()
                .statusCode(201);
        return version;
    }

    private static HandOver handOver() {
        byte[] body =
                api.as(scanner).post(PATH).then().statusCode(200).extract().asByteArray();
        return HandOverJson.read(body);
    }

    @Test
    void handsOverEachVersionThatAStagePointsAtUnderAKeyOfItsOwn() {
        String name = "aurora/dev/it-three";
        String[] versions = {
            put(name, CANARY + "-previous"),
            put(name, CANARY + "-current"),
            put(name, CANARY + "-pending", "AWSPENDING")
        };

        HandOver made = handOver();

        String[] values = {CANARY + "-previous", CANARY + "-current", CANARY + "-pending"};
        String[] stages = {"AWSPREVIOUS", "AWSCURRENT", "AWSPENDING"};
        List<ManagedValue> three = made.values().stream()
                .filter(value -> value.owner().equals(name))
                .toList();
        assertThat(three).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(three)
                    .contains(ManagedValue.of(
                            made.key(),
                            name,
                            versions[i],
                            List.of(stages[i]),
                            values[i].getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(handOver().key().reveal()).isNotEqualTo(made.key().reveal());
        assertThat(made.values())
                .extracting(ManagedValue::owner)
                .contains(
                        "aurora/dev/openai-api-key#apiKey",
                        "aurora/dev/database-credentials#password",
                        "aurora/dev/agent-communication-key#signing.d");
    }

    @Test
    void answersNothingWhileTheSetIsTheSame() {
        HandOver made = handOver();

        Response again = api.as(scanner)
                .contentType(ContentType.JSON)
                .body(Map.of("unless", made.set()))
                .post(PATH);

        again.then().statusCode(204).header("Cache-Control", equalTo("no-store"));
        api.as(scanner)
                .contentType(ContentType.JSON)
                .body(Map.of("unless", "no set"))
                .post(PATH)
                .then()
                .statusCode(400);
        api.as(scanner)
                .contentType(ContentType.JSON)
                .body(Map.of("until", "1"))
                .post(PATH)
                .then()
                .statusCode(400);
    }

    @Test
    void needsACapabilityOfItsOwn() {
        api.as(api.token("coder", "app-coder")).post(PATH).then().statusCode(403);
        api.as(api.token("auditor", "security-auditor", "admin"))
                .post(PATH)
                .then()
                .statusCode(403);
        api.anonymous().post(PATH).then().statusCode(401);
        api.as(scanner).get("/v1/secrets/aurora/dev/openai-api-key").then().statusCode(403);
    }

    @Test
    void noValueStandsInAnAnswerOrOnDiskAndTheRecordNamesWhatWasHandedOver() throws Exception {
        put("aurora/dev/it-canary", CANARY + "-disk");

        Response answer = api.as(scanner).post(PATH);

        answer.then().statusCode(200).header("Cache-Control", equalTo("no-store"));
        assertThat(answer.asString()).doesNotContain(CANARY);
        assertThat(service.output()).doesNotContain(CANARY);
        assertThat(filesWith(CANARY)).isEmpty();
        assertThat(filesWith("secret:fingerprint")).isNotEmpty().allMatch(name -> name.endsWith(".segment"));
        assertThat(filesWith("secret:/aurora/dev/it-canary")).isNotEmpty();
    }

    @Test
    void isDescribed() {
        String described =
                ServiceProcess.get(service.management("/openapi?format=json")).body();

        assertThat(described).contains(PATH);
    }

    @Test
    void tooManyAreRefusedAsAWhole() {
        String other = api.token("it-admin", "admin");
        for (int i = 0; i < 10; i++) {
            put("aurora/many/it-" + i, "one of many values");
        }
        try {
            api.as(other)
                    .post(PATH)
                    .then()
                    .statusCode(422)
                    .body("type", containsString("too-many-fingerprints"))
                    .body("detail", containsString("gatehouse.fingerprints.max-secrets"));
        } finally {
            for (int i = 0; i < 10; i++) {
                api.admin().delete("/v1/secrets/aurora/many/it-" + i).then().statusCode(200);
            }
        }
    }

    private static List<String> filesWith(String text) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> read(file).contains(text))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
