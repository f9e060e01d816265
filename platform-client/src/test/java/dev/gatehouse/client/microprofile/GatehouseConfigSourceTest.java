package dev.gatehouse.client.microprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.client.fake.FakeConfigService;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the configuration that Quarkus has. */
class GatehouseConfigSourceTest {
    @TempDir
    private Path temporary;

    private final FakeConfigService service = new FakeConfigService()
            .put("search.max-results", "20")
            .put("http.request-timeout", "\"PT30S\"")
            .put("network.allowed-hosts", "[\"a.example\",\"b.example\"]")
            .put("enabled", "true")
            .put("overridden", "\"by gatehouse\"");

    @BeforeEach
    void settings() throws IOException {
        Path token = Files.writeString(temporary.resolve("token"), "gh_test");
        System.setProperty(SourceSettings.URL, service.address().toString());
        System.setProperty(SourceSettings.APPLICATION, "dev/researcher");
        System.setProperty(SourceSettings.TOKEN_FILE, token.toString());
    }

    @AfterEach
    void close() {
        List.of(SourceSettings.URL, SourceSettings.APPLICATION, SourceSettings.TOKEN_FILE)
                .forEach(System::clearProperty);
        service.close();
    }

    @Test
    void isFoundAndReadByAConfigurationThatKnowsNothingOfIt() {
        Config config = discovered(Map.of());

        assertThat(config.getValue("search.max-results", Integer.class)).isEqualTo(20);
        assertThat(config.getValue("http.request-timeout", Duration.class)).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.getValues("network.allowed-hosts", String.class)).containsExactly("a.example", "b.example");
        assertThat(config.getValue("enabled", Boolean.class)).isTrue();
        assertThat(config.getOptionalValue("no.such", String.class)).isEmpty();
        assertThat(config.getPropertyNames()).contains("search.max-results", "enabled");
        assertThat(source(config)).get().extracting(ConfigSource::getName).isEqualTo("gatehouse dev/researcher");
    }

    @Test
    void standsAboveTheApplicationsFilesAndBelowTheEnvironment() {
        assertThat(discovered(Map.of("overridden", "by a file")).getValue("overridden", String.class))
                .isEqualTo("by gatehouse");
        assertThat(GatehouseConfigSource.ORDINAL).isBetween(251, 299);
    }

    @Test
    void isOpenedOnceHoweverOftenAConfigurationIsBuilt() {
        discovered(Map.of());
        discovered(Map.of());

        assertThat(service.polls().stream().filter(request -> !request.target().contains("wait")))
                .hasSize(1);
    }

    @Test
    void isNotThereWhereNoAddressIsSet() {
        System.clearProperty(SourceSettings.URL);

        assertThat(source(discovered(Map.of()))).isEmpty();
        assertThat(service.http.requests).isEmpty();
    }

    @Test
    void readsItsSettingsAndNamesTheOneThatIsWrong() {
        Map<String, String> settings = new java.util.HashMap<>(Map.of(
                SourceSettings.URL, "https://config.example",
                SourceSettings.APPLICATION, "dev/researcher",
                SourceSettings.TOKEN_FILE, "/run/token"));

        assertThat(SourceSettings.read(settings::get).orElseThrow().dataFolder())
                .isEmpty();
        settings.put(SourceSettings.DATA_FOLDER, "/var/lib/x");
        assertThat(SourceSettings.read(settings::get).orElseThrow().dataFolder())
                .contains(Path.of("/var/lib/x"));
        settings.put(SourceSettings.APPLICATION, "researcher");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceSettings.read(settings::get))
                .withMessage("gatehouse.config.application must be environment/application");
        settings.remove(SourceSettings.TOKEN_FILE);
        settings.put(SourceSettings.APPLICATION, "dev/researcher");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SourceSettings.read(settings::get))
                .withMessageStartingWith("gatehouse.config.token-file is missing");
    }

    private static SmallRyeConfig discovered(Map<String, String> file) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredSources()
                .withSources(new io.smallrye.config.PropertiesConfigSource(file, "file", 250))
                .build();
    }

    private static Optional<ConfigSource> source(Config config) {
        for (ConfigSource source : config.getConfigSources()) {
            if (source instanceof GatehouseConfigSource) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }
}
