package dev.gatehouse.config.store.aws;

import dev.gatehouse.service.failure.StoreException;
import io.smallrye.faulttolerance.api.Guard;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * A circuit breaker: when too many calls found the service unavailable, it refuses calls for a while, so that readers
 * get their last known values at once instead of waiting for a deadline each.
 *
 * <p>Only {@link StoreException.Unavailable} counts as a failure. A refusal by the service (denied, rejected, full)
 * is an answer, and shows that it can be reached.
 */
public final class CircuitBreakerGuard implements CallGuard {
    /** Tells what the breaker did, for metrics and readiness. */
    public enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final String service;
    private final Guard guard;

    /**
     * @param service what stands behind it, for the message of a refusal: {@code Parameter Store}
     * @param states is told each change of state, on the thread of the call that brought it about
     */
    public CircuitBreakerGuard(String service, BreakerSettings settings, Consumer<State> states) {
        this.service = service;
        this.guard = Guard.create()
                .withDescription(service)
                .withCircuitBreaker()
                .failOn(StoreException.Unavailable.class)
                .requestVolumeThreshold(settings.window())
                .failureRatio(settings.failureRatio())
                .delay(settings.delay().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(settings.trials())
                .onStateChange(state -> states.accept(State.valueOf(state.name())))
                .done()
                .build();
    }

    @Override
    public <T> T call(Supplier<T> work) {
        // The guard's own result would have to carry a class, which generic work does not have.
        AtomicReference<T> result = new AtomicReference<>();
        try {
            guard.get(
                    () -> {
                        result.setPlain(work.get());
                        return Boolean.TRUE;
                    },
                    Boolean.class);
        } catch (CircuitBreakerOpenException open) {
            throw new StoreException.Unavailable(service + " was unavailable a moment ago; not asked again yet", open);
        }
        return result.getPlain();
    }
}
