package dev.gatehouse.client.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.gatehouse.client.config.SnapshotId;
import dev.gatehouse.client.fake.FakeConfigService;
import dev.gatehouse.client.fake.FakeService.Says;
import dev.gatehouse.client.fake.ManualClock;
import dev.gatehouse.client.fake.Told;
import dev.gatehouse.client.http.ServiceCalls;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatehouseSecretsTest {
    private static final String KEY = "aurora/dev/openai-api-key";
    private static final Duration OLD = SecretSettings.DEFAULT.maxStale();

    private final ManualClock clock = new ManualClock();
    private final Told told = new Told();
    private final FakeConfigService service = new FakeConfigService().secret(KEY, "V1", "canary-first");
    private final ServiceCalls calls = service.calls();
    private final GatehouseSecrets secrets = new GatehouseSecrets(
            new Holder("researcher-7f3a", new SnapshotId("dev", "researcher")),
            calls,
            SecretSettings.DEFAULT,
            told,
            clock,
            new Random(1));

    @AfterEach
    void close() {
        secrets.close();
        calls.close();
        service.close();
    }

    @Test
    void asksOnceAndThenGivesCopies() {
        SecretLease first = secrets.get(KEY);
        SecretLease second = secrets.get(KEY);

        first.close();

        assertThat(second.value().revealText()).isEqualTo("canary-first");
        assertThat(second.version()).isEqualTo("V1");
        assertThatIllegalStateException().isThrownBy(() -> first.value().size());
        assertThat(service.posted("/v1/secrets/batch-get")).hasSize(1);
    }

    @Test
    void saysWhyThereIsNone() {
        assertThatExceptionOfType(SecretUnavailable.class)
                .isThrownBy(() -> secrets.get("aurora/dev/none"))
                .withMessage("the secret 'aurora/dev/none' can't be had: not-found")
                .satisfies(e -> assertThat(e.reason()).isEqualTo("not-found"));
    }

    @ParameterizedTest
    @CsvSource({"401, http-401", "403, http-403", "429, http-429", "503, http-503"})
    void saysWhatTheServiceAnswered(int status, String reason) {
        service.script.add(Says.of(status));

        assertThatExceptionOfType(SecretUnavailable.class)
                .isThrownBy(() -> secrets.get(KEY))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void quotesNothingOfAnAnswerThatIsGarbage() {
        service.script.add(
                Says.of(200, "{\"secrets\":[{\"requested\":\"" + KEY + "\",\"value\":\"canary-first\"", Map.of()));

        assertThatExceptionOfType(SecretUnavailable.class)
                .isThrownBy(() -> secrets.get(KEY))
                .withNoCause()
                .satisfies(e ->
                        assertThat(e.toString()).contains("malformed-answer").doesNotContain("canary"));
    }

    @Test
    void givesOutWhatItHasUntilThatIsTooOld() {
        secrets.get(KEY).close();

        clock.pass(OLD.minusNanos(1));
        secrets.get(KEY).close();
        clock.pass(Duration.ofNanos(1));

        assertThat(secrets.age(KEY)).contains(OLD);
        assertThatExceptionOfType(SecretUnavailable.class)
                .isThrownBy(() -> secrets.get(KEY))
                .withMessageContaining("86400 s ago")
                .satisfies(e -> assertThat(e.reason()).isEqualTo("too-old"));
    }

    @Test
    void holdsAHundredAndNoMore() {
        for (int i = 0; i < GatehouseSecrets.MAX_HELD; i++) {
            String name = "aurora/dev/" + "x".repeat(i + 1);
            service.secret(name, "V1", "value");
            secrets.get(name).close();
        }

        assertThatIllegalStateException().isThrownBy(() -> secrets.get(KEY));
        secrets.forget("aurora/dev/x");
        secrets.get(KEY).close();
    }

    @Test
    void takesARotationOverWhileThePreviousVersionVerifies() throws Exception {
        BlockingQueue<String> rotations = new LinkedBlockingQueue<>();
        secrets.start();
        secrets.onRotation((name, version) -> rotations.add(name + " " + version));
        SecretLease before = secrets.get(KEY);

        service.secret(KEY, "V2", "second");
        secrets.refresh();

        assertThat(rotations.poll(20, TimeUnit.SECONDS)).isEqualTo(KEY + " V2");
        assertThat(secrets.get(KEY).value().revealText()).isEqualTo("second");
        assertThat(secrets.previous(KEY).orElseThrow().value().revealText()).isEqualTo("canary-first");
        assertThat(secrets.both(KEY)).extracting(SecretLease::version).containsExactly("V2", "V1");
        assertThat(before.value().revealText()).as("a lease is not changed").isEqualTo("canary-first");
    }

    @Test
    void saysGoodbyeAndGivesNothingAfterwards() {
        SecretLease kept = secrets.get(KEY);

        secrets.close();

        assertThat(service.posted("/v1/adoption")).last().asString().endsWith("\"holdings\":[]}");
        assertThat(kept.value().revealText()).isEqualTo("canary-first");
        assertThat(secrets.previous(KEY)).isEmpty();
        assertThatExceptionOfType(SecretUnavailable.class)
                .isThrownBy(() -> secrets.get(KEY))
                .satisfies(e -> assertThat(e.reason()).isEqualTo("closed"));
    }

    @Test
    void givesWholeValuesToManyWhileItIsRotated() throws Exception {
        secrets.start();
        secrets.get(KEY).close();
        var readers = IntStream.range(0, 8)
                .mapToObj(i -> java.util.concurrent.CompletableFuture.supplyAsync(this::readMany))
                .toList();

        for (int version = 2; version < 20; version++) {
            service.secret(KEY, "V" + version, "canary-" + version);
            secrets.refresh();
        }

        for (var reader : readers) {
            assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(2_000);
        }
    }

    @Test
    void holdsItsSettingsToBounds() {
        Duration second = Duration.ofSeconds(1);
        new SecretSettings(second, Duration.ZERO, second.plusNanos(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SecretSettings(second.minusNanos(1), Duration.ZERO, OLD));
        assertThatIllegalArgumentException().isThrownBy(() -> new SecretSettings(second, Duration.ofNanos(-1), OLD));
        assertThatIllegalArgumentException().isThrownBy(() -> new SecretSettings(second, Duration.ZERO, second));
    }

    private int readMany() {
        int whole = 0;
        for (int i = 0; i < 2_000; i++) {
            try (SecretLease lease = secrets.get(KEY)) {
                String number = lease.version().substring(1);
                String expected = number.equals("1") ? "canary-first" : "canary-" + number;
                whole += Optional.of(lease.value().revealText())
                                .filter(expected::equals)
                                .isPresent()
                        ? 1
                        : 0;
            }
        }
        return whole;
    }
}
