package dev.gatehouse.scanner;

import static dev.gatehouse.scanner.triage.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.response.Backlog;
import dev.gatehouse.scanner.response.KillSwitch;
import dev.gatehouse.scanner.response.MemoryResponses;
import dev.gatehouse.scanner.response.ResponseState;
import dev.gatehouse.scanner.response.ResponseStore;
import dev.gatehouse.service.failure.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponseMetricsTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MemoryResponses controls = new MemoryResponses();
    private Instant now = NOON;
    private int asked;
    private boolean away;

    /** Answers one question. */
    private ResponseStore store() {
        return (ResponseStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ResponseStore.class}, (proxy, method, arguments) -> {
                    asked++;
                    assertThat(arguments).containsExactly(now.minusSeconds(300), 1_000);
                    if (away) {
                        throw new StoreException.Unavailable("count responses", new IllegalStateException());
                    }
                    return new Backlog(Map.of(ResponseState.AWAITING_APPROVAL, 3L, ResponseState.STOPPED, 2L), 1);
                });
    }

    private double open(String state) {
        return registry.get("gatehouse.responses.open")
                .tag("state", state)
                .gauge()
                .value();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void saysHowManyGoOnAndAsksTheStoreOnceInAWhile() {
        new ResponseGauges(store(), controls, () -> now).register(registry);

        assertThat(open("awaiting-approval")).isEqualTo(3);
        assertThat(open("stopped")).isEqualTo(2);
        assertThat(open("running")).isZero();
        assertThat(gauge("gatehouse.responses.overdue")).isEqualTo(1);
        assertThat(asked).isEqualTo(1);
        assertThat(registry.find("gatehouse.responses.open").gauges()).hasSize(4);
        now = now.plus(ResponseGauges.HELD);
        assertThat(open("stopped")).isEqualTo(2);
        assertThat(asked).isEqualTo(1);
        now = now.plusMillis(1);
        assertThat(open("stopped")).isEqualTo(2);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void saysWhetherResponsesMayGoOnAndNothingWhileTheStoreIsAway() {
        new ResponseGauges(store(), controls, () -> now).register(registry);
        assertThat(gauge("gatehouse.response.switch")).isEqualTo(1);
        controls.set(new KillSwitch(false, "something is wrong", "token:ada", now));
        now = now.plusSeconds(16);
        assertThat(gauge("gatehouse.response.switch")).isZero();
        away = true;

        now = now.plusSeconds(16);

        assertThat(gauge("gatehouse.response.switch")).isNaN();
    }
}
