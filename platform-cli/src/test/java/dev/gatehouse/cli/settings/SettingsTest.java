package dev.gatehouse.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.cli.output.Form;
import dev.gatehouse.cli.shell.Failure;
import dev.gatehouse.cli.shell.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options, environment and profiles. */
class SettingsTest {
    private final Map<String, String> options = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path home;

    @BeforeEach
    void home() {
        variables.put("HOME", home.toString());
    }

    private void profiles(String yaml) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".config/gatehouse"));
        Files.writeString(folder.resolve("config.yaml"), yaml);
    }

    private Settings settings() {
        return Settings.of(
                name -> Optional.ofNullable(options.get(name)),
                new Surroundings(
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                        new Surroundings.Terminals(false, false),
                        variables,
                        question -> Optional.empty(),
                        InstantSource.system(),
                        time -> {},
                        words -> 0));
    }

    @Test
    void withoutAnythingTheServicesAreOnThisMachine() {
        Settings settings = settings();

        assertThat(settings.url(Service.AUDIT)).isEqualTo(URI.create("http://127.0.0.1:8490"));
        assertThat(settings.managementUrl(Service.SCANNER)).contains(URI.create("http://127.0.0.1:8493"));
        assertThat(settings.form()).isEqualTo(Form.TABLE);
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.project()).isEqualTo("aurora");
    }

    @Test
    void anOptionGoesBeforeTheEnvironmentAndThatBeforeTheProfile() throws IOException {
        profiles("""
                profile: dev
                profiles:
                  dev: {config-url: "https://profile.example", audit-url: "https://profile.example", project: shop, timeout: 2m}
                """);
        variables.put("GATEHOUSE_CONFIG_URL", "https://variable.example");
        variables.put("GATEHOUSE_AUDIT_URL", "https://variable.example");
        options.put("--config-url", "https://option.example");

        Settings settings = settings();

        assertThat(settings.url(Service.CONFIG)).isEqualTo(URI.create("https://option.example"));
        assertThat(settings.url(Service.AUDIT)).isEqualTo(URI.create("https://variable.example"));
        assertThat(settings.project()).isEqualTo("shop");
        assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.managementUrl(Service.CONFIG)).isEmpty();
    }

    @Test
    void aProfileIsChosen() throws IOException {
        profiles("""
                profiles:
                  a: {output: json}
                  b: {output: yaml, config-url: "http://10.0.0.1", plain-http: true}
                """);
        options.put("--profile", "b");

        Settings settings = settings();

        assertThat(settings.form()).isEqualTo(Form.YAML);
        assertThat(settings.url(Service.CONFIG)).isEqualTo(URI.create("http://10.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- a",
                "profiles: {dev: {token: x}}",
                "profiles: {dev: {config-url: [a]}}",
                "other: {}",
                "profiles: {prod: {}}",
                "a: [",
                "profiles: {dev: {}, dev: {}}"
            })
    void aWrongFileIsNamed(String yaml) throws IOException {
        profiles(yaml);
        options.put("--profile", "dev");

        assertThatThrownBy(this::settings)
                .isInstanceOf(Failure.class)
                .hasMessageContaining(
                        home.resolve(".config/gatehouse/config.yaml").toString());
    }

    @Test
    void aTokenComesFromAFileOrTheEnvironment() throws IOException {
        variables.put("GATEHOUSE_TOKEN", "of-all");
        variables.put("GATEHOUSE_AUDIT_TOKEN", "of-audit");
        options.put(
                "--scanner-token-file",
                Files.writeString(home.resolve("t"), "of-file\n").toString());

        assertThat(settings().token(Service.CONFIG).header()).isEqualTo("Bearer of-all");
        assertThat(settings().token(Service.AUDIT).header()).isEqualTo("Bearer of-audit");
        assertThat(settings().token(Service.SCANNER).header()).isEqualTo("Bearer of-file");
    }

    @Test
    void anOptionOfAllServicesGoesBeforeTheEnvironmentOfOne() throws IOException {
        variables.put("GATEHOUSE_CONFIG_TOKEN", "of-config");
        variables.put("GATEHOUSE_AUDIT_TOKEN_FILE", home.resolve("nothing").toString());
        options.put(
                "--token-file", Files.writeString(home.resolve("t"), "of-file").toString());

        assertThat(settings().token(Service.CONFIG).header()).isEqualTo("Bearer of-file");
        assertThat(settings().token(Service.AUDIT).header()).isEqualTo("Bearer of-file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "two\nlines", "\u00fc"})
    void whatIsNoTokenIsNotSentAndNotQuoted(String text) throws IOException {
        Path file = Files.writeString(home.resolve("t"), text);
        options.put("--token-file", file.toString());

        assertThatThrownBy(() -> settings().token(Service.CONFIG))
                .hasMessage("the file " + file + " has no token: it must be one line of ASCII without spaces");
    }

    @Test
    void aFileThatIsTooLargeIsNoToken() throws IOException {
        options.put(
                "--token-file",
                Files.writeString(home.resolve("t"), "x".repeat(16 * 1024 + 1)).toString());
        assertThatThrownBy(() -> settings().token(Service.CONFIG)).hasMessageContaining("too large");

        options.put(
                "--token-file",
                Files.writeString(home.resolve("t"), "x".repeat(16 * 1024)).toString());
        assertThat(settings().token(Service.CONFIG).header()).hasSize(16 * 1024 + 7);
    }
}
