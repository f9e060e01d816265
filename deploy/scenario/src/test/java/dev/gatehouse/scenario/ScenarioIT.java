package dev.gatehouse.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The loop as a user plays it, and what must hold of it whatever is killed meanwhile. */
class ScenarioIT {
    private static final String SECRET = "aurora/dev/agent-communication-key";
    private static final String FIELD = "/signing/d";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> SERVICES = List.of("audit-service", "config-service", "scanner-worker");

    @TempDir
    static Path folder;

    private static LocalServices services;

    @BeforeAll
    static void up() {
        services = LocalServices.up(folder.resolve("home"));
    }

    @AfterAll
    static void down() {
        services.close();
    }

    private static Session session() {
        try {
            Files.createDirectories(services.machine().work());
            return new Session(services.machine(), Main.policy(services.machine()), SECRET, FIELD, PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode rotations() {
        try (ServiceApi config = config()) {
            return config.get("/v1/secrets/" + SECRET + ":rotation").path("last");
        }
    }

    private static ServiceApi config() {
        return new ServiceApi(
                "config-service",
                services.machine().config(),
                services.machine().configToken());
    }

    private static String leakable() {
        try (ServiceApi config = config()) {
            return config.get("/v1/secrets/" + SECRET).path("value").asText().transform(ScenarioIT::signing);
        }
    }

    private static String signing(String value) {
        int at = value.indexOf("\"d\":\"") + 5;
        return value.substring(at, value.indexOf('"', at));
    }

    @Test
    void closesTheLoopAndProvesEachStep() {
        String value = leakable();

        Summary summary;
        try (Session session = session()) {
            summary = session.play("plain", step -> {});
        }

        assertThat(summary.steps())
                .extracting(StepReport::name)
                .containsExactly(
                        "read", "leak", "finding", "quarantine", "rotation", "adoption", "retirement", "rescan");
        assertThat(summary.proven()).as(summary.text()).isTrue();
        assertThat(leakable()).isNotEqualTo(value);
        assertThat(services.run("verify", "--quiet")).contains("sound");
        assertThat(SERVICES)
                .allSatisfy(service -> assertThat(services.log(service)).doesNotContain(value));
    }

    @Test
    void tellsWhoReadTheSecretThatLeaked() {
        try (Session session = session();
                ServiceApi config = config()) {
            session.play("readers", step -> {});

            JsonNode readers = config.get("/v1/secrets/" + SECRET + "/readers").path("readers");

            assertThat(StreamSupport.stream(readers.spliterator(), false)
                            .map(reader -> reader.path("principal").asText()))
                    .anyMatch(principal -> principal.contains("researcher"));
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void closesTheLoopWhateverIsKilledAfterWhicheverStep() {
        List<String> replaced = new ArrayList<>();
        try (Session session = session()) {
            for (String step : List.of("read", "leak", "finding", "quarantine", "rotation", "adoption")) {
                for (String service : SERVICES) {
                    String round = "kill-" + service + "-after-" + step;
                    Summary summary = session.play(round, done -> {
                        if (done.name().equals(step)) {
                            services.kill(service);
                            services.up();
                        }
                    });
                    assertThat(summary.proven())
                            .as(round + "\n" + summary.text())
                            .isTrue();
                    replaced.add(what(summary, "rotation"));
                }
            }
        }

        // Each leak has led to one rotation: the next round began with the version that it made.
        assertThat(IntStream.range(1, replaced.size()))
                .allSatisfy(i -> assertThat(after(replaced.get(i - 1))).isEqualTo(before(replaced.get(i))));
        List<String> from = StreamSupport.stream(rotations().spliterator(), false)
                .map(rotation -> rotation.path("from").asText())
                .toList();
        assertThat(from).isNotEmpty().doesNotHaveDuplicates();
        assertThat(services.run("verify", "--quiet")).contains("sound");
    }

    private static String what(Summary summary, String step) {
        return summary.steps().stream()
                .filter(report -> report.name().equals(step))
                .findFirst()
                .orElseThrow()
                .what();
    }

    private static String before(String replaced) {
        return replaced.substring(0, replaced.indexOf(' '));
    }

    private static String after(String replaced) {
        return replaced.substring(replaced.lastIndexOf(' ') + 1);
    }

    @Test
    void givesTheApplicationWhatItHasWhileConfigServiceIsAway() {
        try (Application application = new Application(
                services.machine().config(), services.machine().applicationToken(), "researcher", FIELD)) {
            String version = application.read(SECRET);
            int keys = application.keys();
            services.kill("config-service");
            try {
                assertThat(application.read(SECRET)).isEqualTo(version);
                assertThat(application.keys()).isEqualTo(keys);
            } finally {
                services.up();
            }
            assertThat(application.read(SECRET)).isEqualTo(version);
        }
    }

    @Test
    void losesNoEventWhileAuditServiceIsAway() {
        Instant since = Instant.now();
        services.kill("audit-service");
        try {
            IntStream.range(0, 3).forEach(i -> leakable());
        } finally {
            services.up();
        }

        try (ServiceApi audit = new ServiceApi(
                "audit-service", services.machine().audit(), services.machine().auditToken())) {
            int events = new Waiting(PATIENCE)
                    .until(
                            "three events",
                            () -> Optional.of(reads(audit, since)).filter(count -> count >= 3));
            assertThat(events).isEqualTo(3);
        }
    }

    @Test
    void whatLeaksWhileTheScannerIsAwayIsFoundWhenItIsBackAndTheOthersGoOn() {
        Summary summary;
        try (Session session = session()) {
            summary = session.play("away", done -> {
                if (done.name().equals("read")) {
                    services.kill("scanner-worker");
                }
                if (done.name().equals("leak")) {
                    assertThat(leakable()).isNotEmpty();
                    services.up();
                }
            });
        }

        assertThat(summary.proven()).as(summary.text()).isTrue();
    }

    private static int reads(ServiceApi audit, Instant since) {
        return audit.get("/v1/events?action=secret:read&resource=secret:/" + SECRET + "&from=" + since)
                .path("events")
                .size();
    }
}
