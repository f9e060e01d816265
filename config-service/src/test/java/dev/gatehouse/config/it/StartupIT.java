package dev.gatehouse.config.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Starting, refusing to start, and stopping. Whatever is refused names the setting. */
class StartupIT {
    private static final String POLICIES = """
            version: 1
            policies:
              admin:
                rules:
                  - {allow: ["*"], on: ["parameter:/aurora/**", "secret:/aurora/**", "contract:/aurora/**", "token:/"]}
            """;

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    @TempDir
    Path folder;

    @Test
    void startsInServerModeWhenAllIsRight() throws IOException {
        try (ServiceProcess service = ServiceProcess.launch(data(), server())) {
            service.awaitReady();

            Response answer = new Api(service).admin().get("/v1/tokens");

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(Map.of("gatehouse.tls.terminated-by-proxy", "false"), "gatehouse.tls.terminated-by-proxy"),
                Arguments.of(Map.of("gatehouse.access.policies", ""), "gatehouse.access.policies"),
                Arguments.of(Map.of("gatehouse.access.policies", "/nowhere.yaml"), "gatehouse.access.policies"),
                Arguments.of(Map.of("gatehouse.store", "punch-cards"), "gatehouse.store"),
                Arguments.of(Map.of("gatehouse.cache.fresh-for", "soon"), "gatehouse.cache.fresh-for"),
                Arguments.of(Map.of("gatehouse.audit.max-bytes", "33554431"), "gatehouse.audit.max-bytes"),
                Arguments.of(Map.of("gatehouse.audit.url", "https://audit.example"), "gatehouse.audit.token-file"),
                Arguments.of(
                        Map.of(
                                "gatehouse.audit.url",
                                "http://audit.example",
                                "gatehouse.audit.token-file",
                                "/nowhere.token"),
                        "gatehouse.audit.url"),
                Arguments.of(Map.of("gatehouse.access.burst", "0"), "gatehouse.access.burst"),
                Arguments.of(
                        Map.of("gatehouse.access.failures-per-minute", "0"), "gatehouse.access.failures-per-minute"),
                Arguments.of(Map.of("gatehouse.audit.requierd", "true"), "gatehouse.audit.requierd"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesASetting(Map<String, String> wrong, String named) throws IOException {
        Map<String, String> settings = server();
        settings.putAll(wrong);

        assertRefused(data(), settings, named);
    }

    @Test
    void refusesTheAwsStoreWithoutKeysAndNamesEachOne() throws IOException {
        Map<String, String> settings = server();
        settings.put("gatehouse.store", "aws");

        assertRefused(
                data(),
                settings,
                "gatehouse.aws.parameter-key",
                "gatehouse.aws.secret-key",
                "gatehouse.aws.safety-key");
    }

    @Test
    void refusesAPolicyThatAdministersEverything() throws IOException {
        Map<String, String> settings = server();
        settings.put(
                "gatehouse.access.policies",
                file("wildcard.yaml", POLICIES.replace("parameter:/aurora/**", "parameter:/**")));

        assertRefused(data(), settings, "gatehouse.access.policies", "policy 'admin' administers every parameter");
    }

    @Test
    void refusesAMalformedHierarchyAndNamesItsLine() throws IOException {
        Map<String, String> settings = server();
        settings.put("gatehouse.hierarchy", file("hierarchy.yaml", "version: 1\nproject: aurora\ngroups: [\n"));

        assertRefused(data(), settings, "gatehouse.hierarchy", "line 4");
    }

    @Test
    void refusesADataFolderThatTheLocalModeMade() throws IOException {
        ServiceProcess.local(data()).close();

        assertRefused(data(), server(), "gatehouse.data-dir", "was made by local mode");
    }

    @Test
    void refusesAKeyFileThatOthersCanRead() throws IOException {
        Files.createDirectory(data(), PosixFilePermissions.asFileAttribute(PRIVATE));
        Path keys = Files.writeString(data().resolve("keys.json"), "{}");
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));

        assertRefused(data(), server(), "gatehouse.data-dir", "keys.json can be opened by its group or by others");
    }

    @Test
    void refusesADataFolderThatOthersCanOpen() throws IOException {
        Files.createDirectory(data());
        Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertRefused(data(), server(), "gatehouse.data-dir", "can be opened by its group or by others");
    }

    @Test
    void refusesADataFolderThatAnotherProcessUses() throws IOException {
        try (ServiceProcess first = ServiceProcess.launch(data(), server())) {
            first.awaitReady();

            assertRefused(data(), server(), "gatehouse.data-dir", "another process uses");
            assertThat(new Api(first).admin().get("/v1/tokens").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keepsEverythingOverARestartAndMakesNoSecondAdministrator() throws IOException {
        String token;
        String path = "/aurora/dev/agents/researcher/log/level";
        String secret = "/v1/secrets/aurora/dev/restart";
        try (ServiceProcess service = ServiceProcess.launch(data(), server())) {
            service.awaitReady();
            Api api = new Api(service);
            token = service.adminToken();
            assertThat(api.put(path, "TRACE").statusCode()).isEqualTo(201);
            assertThat(api.admin()
                            .contentType(ContentType.JSON)
                            .body(Map.of("value", "kept"))
                            .put(secret)
                            .statusCode())
                    .isEqualTo(201);
        }
        Files.delete(tokenFile());

        try (ServiceProcess service = ServiceProcess.launch(data(), server())) {
            service.awaitReady();
            Api api = new Api(service);
            assertThat(api.as(token).get("/v1/parameters" + path).<String>path("value"))
                    .isEqualTo("TRACE");
            assertThat(api.as(token).get(secret).<String>path("value")).isEqualTo("kept");
            assertThat(api.as(token).get("/v1/tokens").<Integer>path("tokens.size()"))
                    .isOne();
            assertThat(tokenFile()).doesNotExist();
        }
    }

    @Test
    void finishesWhatIsInFlightAndStopsOnSigterm() throws Exception {
        try (ServiceProcess service = ServiceProcess.launch(data(), server())) {
            service.awaitReady();
            Api api = new Api(service);
            String etag = api.admin().get("/v1/config/dev/engine").header("ETag");
            CompletableFuture<Response> waiting = CompletableFuture.supplyAsync(
                    () -> api.admin().header("If-None-Match", etag).get("/v1/config/dev/engine?wait=3s"));
            service.awaitMetric("gatehouse_watchers", 1);

            int exit = service.terminate();

            assertThat(exit).isIn(0, 143);
            assertThat(waiting.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(304);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path tokenFile() {
        return folder.resolve("data.admin-token");
    }

    /** Settings that a server starts with. */
    private Map<String, String> server() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("gatehouse.mode", "server");
        settings.put("gatehouse.tls.terminated-by-proxy", "true");
        settings.put("gatehouse.access.policies", file("policies.yaml", POLICIES));
        settings.put("gatehouse.access.bootstrap-token-file", tokenFile().toString());
        return settings;
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static void assertRefused(Path data, Map<String, String> settings, String... named) {
        try (ServiceProcess service = ServiceProcess.launch(data, settings)) {
            int exit = service.awaitExit();

            assertThat(exit).isPositive();
            assertThat(service.output()).contains(named);
        }
    }
}
