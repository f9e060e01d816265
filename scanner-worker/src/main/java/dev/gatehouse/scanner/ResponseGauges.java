package dev.gatehouse.scanner;

import dev.gatehouse.scanner.response.Backlog;
import dev.gatehouse.scanner.response.ResponseControls;
import dev.gatehouse.scanner.response.ResponseState;
import dev.gatehouse.scanner.response.ResponseStore;
import dev.gatehouse.service.failure.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * How many responses go on, and whether they may. The store is asked at most once in a quarter of a minute, however often somebody
 * looks, and for at most {@link #MOST} responses.
 */
@Singleton
public class ResponseGauges {
    static final int MOST = 1_000;
    static final Duration HELD = Duration.ofSeconds(15);
    static final Duration LATE = Duration.ofMinutes(5);

    private final ResponseStore store;
    private final ResponseControls controls;
    private final InstantSource clock;
    private Instant asked = Instant.MIN;
    private Optional<Known> known = Optional.empty();

    private record Known(Backlog backlog, boolean on) {}

    ResponseGauges(ResponseStore store, ResponseControls controls, InstantSource clock) {
        this.store = store;
        this.controls = controls;
        this.clock = clock;
    }

    void register(@Observes StartupEvent started, MeterRegistry registry) {
        register(registry);
    }

    void register(MeterRegistry registry) {
        for (ResponseState state : ResponseState.values()) {
            if (!state.isEnded()) {
                gauge("gatehouse.responses.open", "Responses that have not ended", known -> count(known, state))
                        .tag("state", state.word())
                        .register(registry);
            }
        }
        gauge("gatehouse.responses.overdue", "Responses that nobody carries on", known ->
                        (double) known.backlog().late())
                .register(registry);
        gauge("gatehouse.response.switch", "The kill switch: 1 where responses may go on", known -> known.on() ? 1 : 0)
                .register(registry);
    }

    private Gauge.Builder<ResponseGauges> gauge(String name, String description, ToDoubleFunction<Known> value) {
        return Gauge.builder(
                        name,
                        this,
                        gauges -> gauges.known().map(value::applyAsDouble).orElse(Double.NaN))
                .description(description);
    }

    private static double count(Known known, ResponseState state) {
        return known.backlog().states().getOrDefault(state, 0L);
    }

    /** Empty while the store is away. */
    private synchronized Optional<Known> known() {
        Instant now = clock.instant();
        if (asked.isBefore(now.minus(HELD))) {
            known = ask(now);
            asked = now;
        }
        return known;
    }

    private Optional<Known> ask(Instant now) {
        try {
            return Optional.of(new Known(
                    store.backlog(now.minus(LATE), MOST), controls.killSwitch().on()));
        } catch (StoreException away) {
            return Optional.empty();
        }
    }
}
