package dev.gatehouse.client.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.config.SnapshotId;
import dev.gatehouse.client.event.Listeners;
import dev.gatehouse.client.fake.FakeConfigService;
import dev.gatehouse.client.fake.FakeService.Says;
import dev.gatehouse.client.fake.ManualClock;
import dev.gatehouse.client.fake.Told;
import dev.gatehouse.client.http.ServiceCalls;
import dev.gatehouse.client.http.ServiceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKeeperTest {
    private static final String KEY = "aurora/dev/openai-api-key";
    private static final String OTHER = "aurora/dev/database";

    private final ManualClock clock = new ManualClock();
    private final Told told = new Told();
    private final FakeConfigService service = new FakeConfigService();
    private final ServiceCalls calls = service.calls();
    private final Map<String, HeldSecret> held = new ConcurrentHashMap<>();
    private final AtomicInteger rotated = new AtomicInteger();
    private final AtomicInteger adopted = new AtomicInteger();
    private final Listeners<RotationListener> listeners = new Listeners<>(told);
    private final RotationTeller teller = new RotationTeller(held, listeners, adopted::incrementAndGet);
    private final SecretKeeper keeper = new SecretKeeper(
            held,
            new Holder("researcher-7f3a", new SnapshotId("dev", "researcher")),
            calls,
            SecretSettings.DEFAULT,
            rotated::incrementAndGet,
            told,
            clock,
            new Random(1));

    @BeforeEach
    void hold() {
        service.secret(KEY, "V1", "first").secret(OTHER, "V1", "other");
        held.put(KEY, new HeldSecret(KEY, "V1", SecretText.of("first".getBytes(UTF_8)), clock.instant()));
    }

    @AfterEach
    void close() {
        calls.close();
        service.close();
    }

    @Test
    void reportsWhatIsHeldAndReadsNothingWhereThatIsCurrent() throws Exception {
        clock.pass(Duration.ofMinutes(1));

        Duration rest = keeper.step();

        assertThat(reports()).containsExactly(holding("V1"));
        assertThat(service.posted("/v1/secrets/batch-get")).isEmpty();
        assertThat(rest).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(60));
        assertThat(secret().confirmedAt()).isEqualTo(clock.instant());
        assertThat(keeper.state()).isEqualTo(new ServiceState.Current());
    }

    @Test
    void reportsSoonerWhereTheServiceAsks() throws Exception {
        service.script.add(Says.of(200, "{\"refresh\":[],\"reportAgainWithin\":\"PT4S\"}", Map.of()));

        assertThat(keeper.step()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
    }

    @Test
    void readsWhatTheServiceSaysIsNotCurrent() throws Exception {
        service.secret(KEY, "V2", "second");

        keeper.step();

        assertThat(service.posted("/v1/secrets/batch-get")).containsExactly("{\"names\":[\"" + KEY + "\"]}");
        assertThat(secret().current().value().revealText()).isEqualTo("second");
        assertThat(secret().previous().orElseThrow().value().revealText()).isEqualTo("first");
        assertThat(rotated).hasValue(1);
    }

    @Test
    void reportsTheNewVersionOnceEachListenerHasTakenIt() throws Exception {
        List<String> seen = new ArrayList<>();
        listeners.add((name, version) -> seen.add(name + " " + version));
        service.secret(KEY, "V2", "second");

        keeper.step();
        keeper.step();
        assertThat(reports()).as("not yet told").containsOnly(holding("V1"));
        teller.step();
        keeper.step();

        assertThat(reports()).endsWith(holding("V2"));
        assertThat(seen).containsExactly(KEY + " V2");
        assertThat(adopted).hasValue(1);
    }

    @Test
    void doesNotReportAVersionThatAListenerRefused() throws Exception {
        var failing = listeners.add((name, version) -> {
            throw new IllegalStateException("canary");
        });
        service.secret(KEY, "V2", "second");
        keeper.step();

        Duration rest = teller.step();
        keeper.step();

        assertThat(reports()).containsOnly(holding("V1"));
        assertThat(rest).isEqualTo(Duration.ofSeconds(30));
        assertThat(told.messages()).contains("a listener failed at " + KEY + ": java.lang.IllegalStateException");
        failing.close();
        teller.step();
        keeper.step();
        assertThat(reports()).endsWith(holding("V2"));
    }

    @Test
    void takesAVersionBackThatWasRolledBackBeforeItWasAdopted() throws Exception {
        service.secret(KEY, "V2", "second");
        keeper.step();
        service.secret(KEY, "V1", "first");

        keeper.step();

        assertThat(secret().current().version()).isEqualTo("V1");
        assertThat(secret().current().value().revealText()).isEqualTo("first");
    }

    @Test
    void readsAllWhenItIsToldTo() throws Exception {
        held.put(OTHER, new HeldSecret(OTHER, "V1", SecretText.of("other".getBytes(UTF_8)), clock.instant()));
        keeper.readAll();

        keeper.step();
        keeper.step();

        assertThat(service.posted("/v1/secrets/batch-get"))
                .as("once")
                .containsExactly("{\"names\":[\"" + OTHER + "\",\"" + KEY + "\"]}");
    }

    @Test
    void readsAllFromAServiceThatTakesNoReports() throws Exception {
        service.withoutAdoption().secret(KEY, "V2", "second");

        keeper.step();

        assertThat(secret().current().version()).isEqualTo("V2");
        assertThat(keeper.state()).isEqualTo(new ServiceState.Current());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void keepsWhatItHasWhileTheServiceIsAway(int status) throws Exception {
        service.script.add(Says.of(status));

        Duration rest = keeper.step();

        assertThat(rest).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(keeper.state()).isEqualTo(new ServiceState.Away(ManualClock.START, "http-" + status));
        assertThat(secret().current().value().revealText()).isEqualTo("first");
        assertThat(service.posted("/v1/secrets/batch-get")).isEmpty();
    }

    @Test
    void keepsWhatTheServiceNoLongerGivesOutAndDoesNotCallItConfirmed() throws Exception {
        clock.pass(Duration.ofHours(1));
        service.withoutSecret(KEY);
        keeper.readAll();

        keeper.step();

        assertThat(secret().current().value().revealText()).isEqualTo("first");
        assertThat(secret().confirmedAt()).isEqualTo(ManualClock.START);
    }

    @Test
    void leavesOutOfTheReportWhatWouldHaveItRefused() throws Exception {
        String elsewhere = "aurora/prod/database";
        service.secret(elsewhere, "V1", "prod").withoutSecret(KEY);
        held.put(OTHER, new HeldSecret(OTHER, "V1", SecretText.of("other".getBytes(UTF_8)), clock.instant()));
        held.put(elsewhere, new HeldSecret(elsewhere, "V1", SecretText.of("prod".getBytes(UTF_8)), clock.instant()));
        service.script.add(Says.of(403));

        keeper.step();
        clock.pass(Duration.ofMinutes(1));
        keeper.step();

        assertThat(reports()).last().asString().contains(OTHER).doesNotContain(KEY, elsewhere);
        assertThat(service.posted("/v1/secrets/batch-get"))
                .last()
                .isEqualTo("{\"names\":[\"" + KEY + "\",\"" + elsewhere + "\"]}");
        assertThat(secret().confirmedAt()).isEqualTo(ManualClock.START);
        service.secret(KEY, "V1", "first");
        keeper.step();
        keeper.step();
        assertThat(reports()).last().asString().contains(KEY);
        assertThat(secret().confirmedAt()).isEqualTo(clock.instant());
    }

    @Test
    void keepsTheVersionBeforeForAsLongAsItShould() throws Exception {
        service.secret(KEY, "V2", "second");
        keeper.step();
        teller.step();

        clock.pass(SecretSettings.DEFAULT.keepPrevious().minusNanos(1));
        keeper.step();
        assertThat(secret().previous()).isPresent();
        clock.pass(Duration.ofNanos(1));
        keeper.step();

        assertThat(secret().previous()).isEmpty();
    }

    @Test
    void keepsTheVersionBeforeWhileAListenerHasNotTakenTheNewOne() throws Exception {
        service.secret(KEY, "V2", "second");
        keeper.step();

        clock.pass(Duration.ofDays(1));
        keeper.step();

        assertThat(secret().previous()).isPresent();
    }

    @Test
    void saysGoodbyeOnceNothingIsHeldAndThenNothing() throws Exception {
        keeper.step();
        held.clear();

        keeper.step();
        keeper.step();

        assertThat(reports()).hasSize(2).last().asString().endsWith("\"holdings\":[]}");
    }

    private HeldSecret secret() {
        return Objects.requireNonNull(held.get(KEY));
    }

    private List<String> reports() {
        return service.posted("/v1/adoption");
    }

    private static String holding(String version) {
        return "{\"holder\":\"researcher-7f3a\",\"application\":\"researcher\",\"environment\":\"dev\",\"holdings\":"
                + "[{\"secret\":\"" + KEY + "\",\"version\":\"" + version + "\"}]}";
    }
}
