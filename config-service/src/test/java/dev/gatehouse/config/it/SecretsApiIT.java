package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets over the wire, and what is on record of them. */
class SecretsApiIT {
    private static final String CANARY = "canary-7f3a91c2e5";
    private static final String FREE = "/v1/secrets/aurora/dev/test-secret";

    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static Api api;

    @BeforeAll
    static void start() {
        service = ServiceProcess.local(folder.resolve("data"));
        api = new Api(service);
        api.apply("dev");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theSixSecretsAreListedWithoutValues() {
        Response listed = api.admin().get("/v1/secrets?environment=dev&limit=100");

        listed.then()
                .statusCode(200)
                .body("secrets.name", hasItem("aurora/dev/openai-api-key"))
                .body("secrets.name", hasItem("aurora/dev/database-credentials"));
        assertThat(listed.<List<Map<String, Object>>>path("secrets"))
                .allSatisfy(secret -> assertThat(secret).doesNotContainKeys("value", "valueBase64"));
        assertThat(listed.<List<String>>path("secrets.name"))
                .filteredOn(name -> !name.endsWith("test-secret") && !name.contains("it-"))
                .hasSize(6);
    }

    @Test
    void aFieldOfASecretIsReadByName() {
        api.admin()
                .get("/v1/secrets/aurora/dev/database-credentials?field=username")
                .then()
                .statusCode(200)
                .body("field", equalTo("username"))
                .body("value", org.hamcrest.Matchers.notNullValue());
        api.admin()
                .get("/v1/secrets/aurora/dev/database-credentials?field=nothing")
                .then()
                .statusCode(404);
    }

    @Test
    void stagesFollowTheCurrentVersion() {
        String first = UUID.randomUUID().toString();
        String second = UUID.randomUUID().toString();
        String pending = UUID.randomUUID().toString();
        put(FREE, Map.of("value", "one", "version", first)).then().statusCode(201);
        put(FREE, Map.of("value", "two", "version", second)).then().statusCode(201);
        put(FREE, Map.of("value", "three", "version", pending, "stages", List.of("AWSPENDING")))
                .then()
                .statusCode(201);

        api.admin().get(FREE).then().body("value", equalTo("two"));
        api.admin().get(FREE + "?stage=AWSPREVIOUS").then().body("value", equalTo("one"));
        api.admin().get(FREE + "?stage=AWSPENDING").then().body("value", equalTo("three"));
        api.admin().get(FREE + "?version=" + first).then().body("value", equalTo("one"));

        post(FREE + ":stage", Map.of("stage", "AWSCURRENT", "from", first, "to", pending))
                .then()
                .statusCode(412);
        post(FREE + ":stage", Map.of("stage", "AWSCURRENT", "from", second, "to", pending))
                .then()
                .statusCode(204);
        api.admin().get(FREE).then().body("value", equalTo("three")).body("stages", hasItem("AWSCURRENT"));
        api.admin().get(FREE + ":versions").then().statusCode(200).body("versions.version", hasItem(first));
    }

    @Test
    void theSameWriteSentTwiceIsOneVersion() {
        String version = UUID.randomUUID().toString();
        String path = "/v1/secrets/aurora/dev/it-idempotent";
        put(path, Map.of("value", "x", "version", version)).then().statusCode(201);
        put(path, Map.of("value", "x", "version", version)).then().statusCode(200);
        put(path, Map.of("value", "y", "version", version)).then().statusCode(409);
    }

    @Test
    void binaryValuesComeBackAsTheyWere() {
        byte[] bytes = {0, (byte) 0xff, 1, (byte) 0xc3, 0x28};
        String path = "/v1/secrets/aurora/dev/it-binary";
        put(path, Map.of("valueBase64", Base64.getEncoder().encodeToString(bytes)))
                .then()
                .statusCode(201);

        String answered = api.admin().get(path).path("valueBase64");

        assertThat(Base64.getDecoder().decode(answered)).isEqualTo(bytes);
    }

    @Test
    void aDeletedSecretIsGoneAndComesBack() {
        String path = "/v1/secrets/aurora/dev/it-deleted";
        put(path, Map.of("value", "x")).then().statusCode(201);
        api.admin().delete(path + "?recoveryWindowDays=6").then().statusCode(400);
        api.admin().delete(path + "?recoveryWindowDays=31").then().statusCode(400);
        api.admin().delete(path + "?recoveryWindowDays=7").then().statusCode(200);
        api.admin().get(path).then().statusCode(404);
        put(path, Map.of("value", "y")).then().statusCode(409);

        api.admin().post(path + ":restore").then().statusCode(204);

        api.admin().get(path).then().statusCode(200).body("value", equalTo("x"));
    }

    @Test
    void answersABatchNameByName() {
        String researcher = api.token("researcher", "app-researcher");
        api.as(researcher)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "names",
                        List.of("aurora/dev/openai-api-key", "aurora/dev/safety-system-secret", "aurora/dev/none")))
                .post("/v1/secrets/batch-get")
                .then()
                .statusCode(200)
                .body("secrets", hasSize(3))
                .body("secrets.outcome", contains("found", "not-permitted", "not-permitted"));
    }

    @Test
    void refusesAValueOfTheWrongShapeWithoutRepeatingIt() {
        Response refused = put("/v1/secrets/aurora/dev/openai-api-key", Map.of("value", Map.of("wrong", CANARY)));

        refused.then().statusCode(422).body("violations", hasItem(startsWith("schema")));
        assertThat(refused.asString()).doesNotContain(CANARY);
    }

    @Test
    void noValueIsOnDiskOrInTheLogOrOnRecord() throws Exception {
        String path = "/v1/secrets/aurora/dev/it-canary";
        put(path, Map.of("value", CANARY)).then().statusCode(201);
        api.admin().get(path).then().statusCode(200).body("value", equalTo(CANARY));
        api.admin()
                .contentType(ContentType.JSON)
                .body("{\"value\":\"" + CANARY + "\", broken")
                .put(path)
                .then()
                .statusCode(400);
        api.admin()
                .contentType(ContentType.JSON)
                .body("{\"value\":\"" + CANARY + "\"}")
                .put("/v1/secrets/aurora/dev/not%20a%20name")
                .then()
                .statusCode(400);

        assertThat(service.output()).doesNotContain(CANARY);
        try (Stream<Path> files = Files.walk(service.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(holds(Files.readAllBytes(file), CANARY.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .as(file.toString())
                        .isFalse();
            }
        }
        assertThat(outbox()).contains("\"secret:read\"").contains("\"secret:/aurora/dev/it-canary\"");
    }

    @Test
    void everyReadWriteAndDenialIsOnRecord() throws Exception {
        String path = "/v1/secrets/aurora/dev/it-recorded";
        put(path, Map.of("value", "v")).then().statusCode(201);
        String version = api.admin().get(path).path("version");
        String researcher = api.token("nosy", "app-researcher");
        api.as(researcher).get(path).then().statusCode(403);

        List<String> events =
                outbox().lines().filter(line -> line.contains("it-recorded")).toList();

        assertThat(events).anyMatch(e -> e.contains("secret:write") && e.contains("\"attempt\""));
        assertThat(events)
                .anyMatch(e -> e.contains("secret:write") && e.contains("\"success\"") && e.contains(version));
        assertThat(events).anyMatch(e -> e.contains("secret:read") && e.contains("\"success\"") && e.contains(version));
        assertThat(events).anyMatch(e -> e.contains("\"denied\"") && e.contains("token:nosy"));
    }

    private static String outbox() throws Exception {
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> files = Files.walk(service.data().resolve("audit-outbox"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".segment")).toList()) {
                lines.append(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return lines.toString();
    }

    private static boolean holds(byte[] haystack, byte[] needle) {
        return new String(haystack, java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains(new String(needle, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private static Response put(String path, Map<String, Object> body) {
        return api.admin().contentType(ContentType.JSON).body(body).put(path);
    }

    private static Response post(String path, Map<String, Object> body) {
        return api.admin().contentType(ContentType.JSON).body(body).post(path);
    }
}
