package dev.gatehouse.scanner;

import static dev.gatehouse.scanner.triage.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.scanner.response.Backlog;
import dev.gatehouse.scanner.response.KillSwitch;
import dev.gatehouse.scanner.response.MemoryResponses;
import dev.gatehouse.scanner.response.Response;
import dev.gatehouse.scanner.response.ResponseState;
import dev.gatehouse.scanner.response.ResponseStore;
import dev.gatehouse.scanner.response.StepRecord;
import dev.gatehouse.scanner.response.StepState;
import dev.gatehouse.scanner.response.plan.Plan;
import dev.gatehouse.scanner.response.plan.PlanReader;
import dev.gatehouse.scanner.response.plan.StepKind;
import dev.gatehouse.scanner.triage.Sample;
import dev.gatehouse.service.failure.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static Response response(ResponseState state) {
        Plan plan = PlanReader.read(
                        "{version: 1, plans: {told: {steps: [{do: notify}]}}}".getBytes(StandardCharsets.UTF_8))
                .find("told")
                .orElseThrow();
        StepRecord step = new StepRecord(
                "notify",
                StepKind.NOTIFY,
                StepState.FAILED,
                NOON,
                Optional.empty(),
                1,
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "");
        return new Response(
                "r-1",
                Sample.fingerprint(7),
                plan,
                false,
                "token:ada",
                state,
                NOON,
                NOON,
                Optional.empty(),
                List.of(step),
                Optional.empty(),
                false,
                1);
    }

    @Test
    void countsByPlanKindAndOutcomeAndNamesNothingElse() {
        ResponseMetrics metrics = new ResponseMetrics(registry);
        Response failed = response(ResponseState.FAILED);

        metrics.started(response(ResponseState.RUNNING));
        metrics.over(failed, failed.steps().getFirst());
        metrics.ended(failed);
        metrics.ended(failed);

        assertThat(registry.getMeters().stream()
                        .map(meter -> meter.getId().getName() + meter.getId().getTags() + " "
                                + meter.measure().iterator().next().getValue()))
                .containsExactlyInAnyOrder(
                        "gatehouse.responses[tag(dry_run=false), tag(outcome=started), tag(plan=told)] 1.0",
                        "gatehouse.responses[tag(dry_run=false), tag(outcome=failed), tag(plan=told)] 2.0",
                        "gatehouse.response.steps[tag(dry_run=false), tag(kind=notify), tag(outcome=failed)] 1.0");
    }
}
