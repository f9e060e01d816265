package dev.gatehouse.client.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.client.disk.OwnFolder;
import dev.gatehouse.client.disk.SealedFile;
import dev.gatehouse.client.disk.SnapshotKey;
import dev.gatehouse.client.fake.FakeService;
import dev.gatehouse.client.fake.FakeService.Says;
import dev.gatehouse.client.fake.ManualClock;
import dev.gatehouse.client.fake.Told;
import dev.gatehouse.client.http.ServiceCalls;
import dev.gatehouse.client.http.ServiceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigPollerTest {
    private static final SnapshotId ID = new SnapshotId("dev", "researcher");
    private static final Duration WAIT = ConfigSettings.DEFAULT.pollWait();

    private final ManualClock clock = new ManualClock();
    private final Told told = new Told();
    private final AtomicInteger changes = new AtomicInteger();
    private final Queue<Says> script = new ArrayDeque<>();
    private Duration answeredAfter = Duration.ZERO;
    private final FakeService fake = new FakeService(request -> {
        clock.pass(answeredAfter);
        return Optional.ofNullable(script.poll()).orElseThrow();
    });
    private final ServiceCalls calls = fake.calls();
    private final CurrentConfig current = new CurrentConfig(ID, ConfigSettings.DEFAULT, clock);
    private final ConfigPoller poller = poller(Optional.empty());

    @TempDir
    private Path temporary;

    @AfterEach
    void close() {
        calls.close();
        fake.close();
    }

    @Test
    void asksPlainlyAtFirstThenByLongPolls() throws Exception {
        steps(body("1", "a"), body("2", "b"));

        assertThat(asked()).containsExactly("/v1/config/dev/researcher -", "/v1/config/dev/researcher?wait=30s \"1\"");
        assertThat(value()).isEqualTo("b");
        assertThat(poller.state()).isEqualTo(new ServiceState.Current());
        assertThat(changes).hasValue(2);
        assertThat(told.messages()).containsExactly("config: current");
    }

    @Test
    void asksAgainAtOnceAfterALongPollThatTookItsTime() throws Exception {
        steps(body("1", "a"));
        answeredAfter = WAIT;

        Duration rest = steps(unchanged("0"));

        assertThat(rest).isZero();
        assertThat(current.age()).isZero();
        assertThat(changes).hasValue(1);
    }

    @Test
    void restsWhereLongPollsEndAtOnce() throws Exception {
        steps(body("1", "a"));
        answeredAfter = WAIT.dividedBy(2).minusNanos(1);

        Duration rest = steps(unchanged("0"));

        assertThat(rest).isBetween(Duration.ofMillis(2_500), Duration.ofMillis(5_000));
    }

    @Test
    void restsWhereTheSameIsSentAgain() throws Exception {
        Duration rest = steps(body("1", "a"), body("1", "a"));

        assertThat(rest).isBetween(Duration.ofMillis(2_500), Duration.ofMillis(5_000));
    }

    @Test
    void restsWhereThereIsNoTagAndAsksPlainly() throws Exception {
        Says untagged = Says.of(200, json("a"), Map.of());

        Duration rest = steps(untagged, untagged);

        assertThat(asked()).containsOnly("/v1/config/dev/researcher -");
        assertThat(rest).isBetween(Duration.ofMillis(2_500), Duration.ofMillis(5_000));
    }

    @Test
    void takesTheAgeThatTheServiceSays() throws Exception {
        steps(Says.of(200, json("a"), Map.of("ETag", "\"1\"", "Age", "90", "X-Config-Stale", "true")));

        assertThat(current.age()).isEqualTo(Duration.ofSeconds(90));
        assertThat(current.stale()).isTrue();
        steps(unchanged("3"));
        assertThat(current.age()).isEqualTo(Duration.ofSeconds(3));
        assertThat(current.stale()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 202})
    void keepsWhatItHasWhileTheServiceIsAway(int status) throws Exception {
        steps(body("1", "a"));

        Duration first = steps(Says.of(status));
        clock.pass(Duration.ofSeconds(5));
        Duration second = steps(Says.of(status));

        assertThat(first).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(second).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(poller.state()).isEqualTo(new ServiceState.Away(ManualClock.START, "http-" + status));
        assertThat(current.age()).isEqualTo(Duration.ofSeconds(5));
        assertThat(value()).isEqualTo("a");
        assertThat(asked().getLast()).as("no long poll after a failure").doesNotContain("wait");
        assertThat(told.messages()).containsExactly("config: current", "config: away (http-" + status + ")");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 406, 422})
    void asksSlowlyWhereItIsRefused(int status) throws Exception {
        steps(body("1", "a"));

        Duration rest = steps(Says.of(status));

        assertThat(rest).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        assertThat(poller.state()).isEqualTo(new ServiceState.Refused(ManualClock.START, "http-" + status));
        assertThat(value()).isEqualTo("a");
    }

    @Test
    void waitsAsLongAsTheServiceAsks() throws Exception {
        Duration rest = steps(Says.of(429, "{}", Map.of("Retry-After", "20")));
        Duration bounded = steps(Says.of(503, "{}", Map.of("Retry-After", "9999")));

        assertThat(rest).isBetween(Duration.ofSeconds(20), Duration.ofMillis(20_200));
        assertThat(bounded).isBetween(Duration.ofMinutes(10), Duration.ofMillis(600_200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>sorry</html>",
                "{\"environment\":\"dev\"}",
                "{\"values\":{\"key\":\"canary-garbage\"}}"
            })
    void takesNoGarbage(String body) throws Exception {
        steps(body("1", "a"), Says.of(200, body, Map.of("ETag", "\"2\"")));

        assertThat(poller.state().why()).isEqualTo("malformed-answer");
        assertThat(value()).isEqualTo("a");
        assertThat(told.messages().toString()).doesNotContain("canary");
    }

    @Test
    void takesNothingOfAnAnswerThatIsCutOff() throws Exception {
        steps(body("1", "a"), Says.cutOff(json("b")));

        assertThat(poller.state().why()).isEqualTo("connection");
        assertThat(value()).isEqualTo("a");
    }

    @Test
    void refusesAConfirmationOfNothing() throws Exception {
        steps(unchanged("0"));

        assertThat(poller.state().why()).isEqualTo("http-304");
        assertThat(current.snapshot()).isEmpty();
    }

    @Test
    void comesBackByAPlainRequest() throws Exception {
        steps(body("1", "a"), Says.of(503), unchanged("0"), body("2", "b"));

        assertThat(asked()).endsWith("/v1/config/dev/researcher \"1\"", "/v1/config/dev/researcher?wait=30s \"1\"");
        assertThat(told.messages()).containsExactly("config: current", "config: away (http-503)", "config: current");
    }

    @Test
    void keepsTheTimeOfTheLastConfirmationNowAndThen() throws Exception {
        OwnFolder folder = OwnFolder.at(temporary.resolve("data"));
        SealedFile file = new SealedFile(
                folder, "kept", KeptSnapshot.label(ID), SnapshotKey.of(new byte[32]), new SecureRandom());
        ConfigPoller keeping = poller(Optional.of(file));
        script.add(body("1", "a"));
        keeping.step();
        byte[] first = Files.readAllBytes(folder.path("kept"));

        clock.pass(Duration.ofMinutes(5).minusNanos(1));
        script.add(unchanged("0"));
        keeping.step();
        assertThat(folder.path("kept")).hasBinaryContent(first);
        clock.pass(Duration.ofNanos(1));
        script.add(unchanged("0"));
        keeping.step();

        assertThat(new KeptSnapshot(ID, Optional.of(file), told).load())
                .hasValueSatisfying(kept -> assertThat(kept.confirmedAt()).isEqualTo(clock.instant()));
    }

    private Duration steps(Says... answers) throws InterruptedException {
        Duration rest = Duration.ZERO;
        for (Says answer : answers) {
            script.add(answer);
            rest = poller.step();
        }
        return rest;
    }

    private String value() {
        return Objects.requireNonNull(current.find("key")).text();
    }

    private List<String> asked() {
        return fake.requests.stream()
                .map(request ->
                        request.target() + " " + request.header("If-None-Match").orElse("-"))
                .toList();
    }

    private ConfigPoller poller(Optional<SealedFile> file) {
        return new ConfigPoller(
                ID,
                calls,
                current,
                new KeptSnapshot(ID, file, told),
                ConfigSettings.DEFAULT,
                changes::incrementAndGet,
                told,
                clock,
                new Random(1));
    }

    private static Says body(String tag, String value) {
        return Says.of(200, json(value), Map.of("ETag", '"' + tag + '"'));
    }

    private static Says unchanged(String age) {
        return Says.of(304, "", Map.of("ETag", "\"1\"", "Age", age));
    }

    private static String json(String value) {
        return "{\"environment\":\"dev\",\"application\":\"researcher\",\"values\":{\"key\":\"" + value + "\"}}";
    }
}
