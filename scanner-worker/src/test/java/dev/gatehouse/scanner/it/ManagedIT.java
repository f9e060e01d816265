package dev.gatehouse.scanner.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.managed.FakeConfigService;
import dev.gatehouse.service.process.ServiceProcess;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform's own secrets, found by what config-service hands over. */
class ManagedIT {
    private static final String OWNER = "aurora/dev/database-credentials#password";

    @TempDir
    Path temp;

    private final String value = "mv\"/+" + UUID.randomUUID().toString().replace('-', '~') + "end";
    private Path code;

    @BeforeEach
    void folder() throws IOException {
        code = Files.createDirectory(temp.toRealPath().resolve("code"));
        Files.writeString(temp.resolve("token"), "gh_scanner\n");
    }

    private ServiceProcess start(URI config) {
        return ServiceProcess.local(
                temp.resolve("data"),
                Map.of(
                        "gatehouse.targets[0].name",
                        "code",
                        "gatehouse.targets[0].kind",
                        "directory",
                        "gatehouse.targets[0].location",
                        code.toString(),
                        "gatehouse.managed.url",
                        config.toString(),
                        "gatehouse.managed.token-file",
                        temp.resolve("token").toString(),
                        "gatehouse.managed.every",
                        "1s"));
    }

    private void leaks() throws IOException {
        byte[] bytes = value.getBytes(UTF_8);
        Base64.Encoder base64 = Base64.getEncoder();
        Map<String, String> forms = Map.of(
                "raw.txt", value,
                "base64-0.txt", base64.encodeToString(bytes),
                "base64-1.txt", base64.encodeToString(("a" + value + "zz").getBytes(UTF_8)),
                "base64-2.txt", base64.encodeToString(("ab" + value + "zzz").getBytes(UTF_8)),
                "hex.txt", HexFormat.of().formatHex(bytes),
                "url.txt", URLEncoder.encode(value, UTF_8),
                "json.txt", "{\"note\": \"" + value.replace("\"", "\\\"").replace("/", "\\/") + "\"}");
        for (Map.Entry<String, String> form : forms.entrySet()) {
            Files.writeString(code.resolve(form.getKey()), "first line\nx=" + form.getValue() + "\nlast line\n");
        }
    }

    @Test
    void findsAValueInEachFormAndNamesItsOwnerAndShowsItNowhere() throws IOException {
        leaks();
        String metrics;
        String answers;
        String output;
        try (FakeConfigService config = new FakeConfigService(
                        FakeConfigService.handsOver(FakeConfigService.of("1-a", OWNER, "v1", value)));
                ServiceProcess service = start(config.address())) {
            Api api = new Api(service);

            JsonPath scan = api.scan("code");

            assertThat(scan.getString("status")).isEqualTo("completed");
            JsonPath findings = api.findings("?rule=managed-secret");
            assertThat(findings.getList("findings")).hasSize(1);
            assertThat(findings.getString("findings[0].owner")).isEqualTo(OWNER + "@v1");
            assertThat(findings.<String>getList("findings[0].locations.path"))
                    .containsExactlyInAnyOrder(
                            "raw.txt",
                            "base64-0.txt",
                            "base64-1.txt",
                            "base64-2.txt",
                            "hex.txt",
                            "url.txt",
                            "json.txt");
            assertThat(config.requests.getFirst().authorization()).isEqualTo("Bearer gh_scanner");
            String health =
                    ServiceProcess.get(service.management("/q/health/ready")).body();
            assertThat(health).contains("managed-values", "current");
            metrics = ServiceProcess.get(service.management("/q/metrics")).body();
            answers = findings.prettify() + health;
            output = service.output();
        }
        assertThat(metrics).contains("gatehouse_managed_values 1.0", "gatehouse_managed_age_seconds");
        assertThat(List.of(metrics, answers, output)).noneMatch(text -> text.contains(value.substring(5, 30)));
        assertThat(filesWith(value.substring(5, 30))).isEmpty();
    }

    @Test
    void worksWhileNobodyAnswersAndScansAgainWhenTheValuesCome() throws IOException {
        leaks();
        try (FakeConfigService config = new FakeConfigService(FakeConfigService.status(503, new byte[0]));
                ServiceProcess service = start(config.address())) {
            Api api = new Api(service);
            assertThat(api.scan("code").getString("status")).isEqualTo("completed");
            assertThat(api.findings("?rule=managed-secret").getList("findings")).isEmpty();
            assertThat(ServiceProcess.get(service.management("/q/health/ready")).body())
                    .contains("away", "http-503");
            config.says(FakeConfigService.handsOver(FakeConfigService.of("1-a", OWNER, "v1", value)));
            service.awaitMetric("gatehouse_managed_values", 1);

            api.scan("code");

            assertThat(api.findings("?rule=managed-secret").getList("findings")).hasSize(1);
            config.says(FakeConfigService.status(401, new byte[0]));
            JsonPath again = api.scan("code");
            assertThat(again.getInt("objects.unchanged")).isPositive();
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
