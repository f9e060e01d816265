package dev.gatehouse.client.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.client.fake.FakeService;
import dev.gatehouse.client.fake.FakeService.Says;
import dev.gatehouse.client.fake.ManualClock;
import dev.gatehouse.client.fake.Told;
import dev.gatehouse.client.flag.Evaluation.Reason;
import dev.gatehouse.client.http.ServiceCalls;
import dev.gatehouse.client.http.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatehouseFlagsTest {
    private static final String ON =
            "{\\\"state\\\":\\\"ENABLED\\\",\\\"variants\\\":{\\\"on\\\":true},\\\"defaultVariant\\\":\\\"on\\\"}";
    private static final FlagSettings SETTINGS = FlagSettings.of("/aurora/dev/features");

    private final ManualClock clock = new ManualClock();
    private final Told told = new Told();
    private final Queue<Says> script = new ArrayDeque<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final FakeService fake = new FakeService(request -> {
        Says says = Optional.ofNullable(script.poll()).orElse(Says.of(503));
        asked.countDown();
        return says;
    });
    private final ServiceCalls calls = fake.calls();
    private final Map<String, String> taken = new HashMap<>();
    private final FlagPoller poller =
            new FlagPoller(calls, SETTINGS, (definitions, at) -> taken.putAll(definitions), told, clock, new Random(1));

    @AfterEach
    void close() {
        calls.close();
        fake.close();
    }

    @Test
    void readsAllPages() throws Exception {
        script.add(page("a", ",\"next\":\"c/1 2\""));
        script.add(page("group/b", ""));

        Duration rest = poller.step();

        assertThat(taken.keySet()).containsExactlyInAnyOrder("a", "group/b");
        assertThat(fake.requests.get(1).target())
                .isEqualTo("/v1/parameters/aurora/dev/features?recursive=true&limit=1000&cursor=c%2F1+2");
        assertThat(rest).isBetween(Duration.ofMillis(22_500), Duration.ofSeconds(30));
        assertThat(poller.state()).isEqualTo(new ServiceState.Current());
    }

    @Test
    void takesNothingOfHalfAReading() throws Exception {
        script.add(page("a", ",\"next\":\"1\""));
        script.add(Says.of(500));

        poller.step();

        assertThat(taken).isEmpty();
        assertThat(poller.state().why()).isEqualTo("http-500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"parameters\":[", "{\"parameters\":{}}"})
    void takesNoGarbage(String body) throws Exception {
        script.add(Says.of(200, body, Map.of()));

        poller.step();

        assertThat(taken).isEmpty();
        assertThat(poller.state().why()).isEqualTo("malformed-answer");
    }

    @Test
    void leavesOutWhatItMayNotSeeAndWhatStandsElsewhere() throws Exception {
        script.add(Says.of(200, """
                {"parameters": [{"path": "/aurora/dev/features/hidden"}, {"path": "/aurora/dev/other/x", "value": "{}"},
                                {"path": "/aurora/dev/features/seen", "value": "{}", "labels": ["a"]}]}
                """, Map.of()));

        poller.step();

        assertThat(taken.keySet()).containsExactly("seen");
    }

    @Test
    void givesTheCallersOwnDefaultWhereThereIsNothingBetter() throws Exception {
        try (GatehouseFlags flags = new GatehouseFlags(calls, SETTINGS, told, clock, new Random(1))) {
            assertThat(flags.isOn("a", FlagContext.NONE, true)).isTrue();
            assertThat(flags.isOn("a", FlagContext.NONE, false)).isFalse();
            assertThat(flags.evaluate("a", FlagContext.NONE).reason()).isEqualTo(Reason.STALE);
            flags.start();
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(flags.text("a", FlagContext.NONE, "mine")).isEqualTo("mine");
        }
    }

    @Test
    void isUsedUntilItIsTooOld() throws Exception {
        try (GatehouseFlags flags = new GatehouseFlags(calls, SETTINGS, told, clock, new Random(1))) {
            flags.take(Map.of("a", ON.replace("\\", "")), clock.instant());
            assertThat(flags.isOn("a", FlagContext.NONE, false)).isTrue();
            assertThat(flags.text("a", FlagContext.NONE, "another type")).isEqualTo("another type");
            assertThat(flags.variant("a", FlagContext.NONE, "none")).isEqualTo("on");
            assertThat(flags.evaluate("b", FlagContext.NONE).reason()).isEqualTo(Reason.UNKNOWN);

            clock.pass(SETTINGS.maxStale().minusNanos(1));
            flags.look();
            assertThat(flags.isOn("a", FlagContext.NONE, false)).isTrue();
            clock.pass(Duration.ofNanos(1));
            flags.look();

            assertThat(flags.isOn("a", FlagContext.NONE, false)).isFalse();
            assertThat(flags.age()).isEqualTo(SETTINGS.maxStale());
        }
    }

    @Test
    void readsAllocateNothing() {
        try (GatehouseFlags flags = new GatehouseFlags(calls, SETTINGS, told, clock, new Random(1))) {
            flags.take(Map.of("a", ON.replace("\\", "")), Instant.EPOCH.plus(Duration.ofDays(99_999)));
            var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
            boolean all = flags.isOn("a", FlagContext.NONE, false);

            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                all &= flags.isOn("a", FlagContext.NONE, false);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(all).isTrue();
            assertThat(allocated).as("bytes for 10,000 reads").isLessThan(10_000);
        }
    }

    @Test
    void holdsItsSettingsToBounds() {
        Duration second = Duration.ofSeconds(1);
        new FlagSettings("/a", second, second.plusNanos(1));

        assertThatIllegalArgumentException().isThrownBy(() -> new FlagSettings("/a", second, second));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlagSettings("/a", second.minusNanos(1), Duration.ofDays(1)));
        for (String folder : new String[] {"", "/", "a", "/a/", "/a b", "/a?x"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> FlagSettings.of(folder));
        }
    }

    private static Says page(String name, String more) {
        return Says.of(
                200,
                "{\"parameters\":[{\"path\":\"/aurora/dev/features/" + name + "\",\"value\":\"" + ON + "\"}]" + more
                        + "}",
                Map.of());
    }
}
