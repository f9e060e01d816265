package dev.gatehouse.config.store.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CircuitBreakerGuardTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final List<CircuitBreakerGuard.State> states = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    @Test
    void opensWhereTooManyCallsFoundTheServiceUnavailable() {
        CircuitBreakerGuard guard = guard(LONG);
        succeed(guard, 2);
        fail(guard, unavailable(), 2);

        assertThatThrownBy(() -> guard.call(this::answer))
                .isInstanceOf(StoreException.Unavailable.class)
                .hasMessageContaining("the service");

        assertThat(calls).hasSize(4);
        assertThat(states).containsExactly(CircuitBreakerGuard.State.OPEN);
    }

    @Test
    void staysClosedBelowItsShareOfFailures() {
        CircuitBreakerGuard guard = guard(LONG);
        succeed(guard, 3);
        fail(guard, unavailable(), 1);

        assertThat(guard.call(this::answer)).isEqualTo("answer");
        assertThat(states).isEmpty();
    }

    @Test
    void countsNoRefusalAsAFailure() {
        CircuitBreakerGuard guard = guard(LONG);
        fail(guard, new StoreException.Denied("denied", new IllegalStateException()), 5);
        fail(guard, new StoreException.Full("full", new IllegalStateException()), 5);
        fail(guard, new StoreException.Rejected("rejected", new IllegalStateException()), 5);
        fail(guard, new StoreException.Corrupt("corrupt", new IllegalStateException()), 5);

        assertThat(guard.call(this::answer)).isEqualTo("answer");
        assertThat(states).isEmpty();
    }

    @Test
    void triesAgainAfterItsDelayAndClosesOnSuccess() {
        CircuitBreakerGuard guard = guard(Duration.ZERO);
        fail(guard, unavailable(), 4);

        assertThat(guard.call(this::answer)).isEqualTo("answer");

        assertThat(states)
                .containsExactly(
                        CircuitBreakerGuard.State.OPEN,
                        CircuitBreakerGuard.State.HALF_OPEN,
                        CircuitBreakerGuard.State.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"0,0.5,1", "1,0,1", "1,1.01,1", "1,0.5,0"})
    void refusesSettingsThatMeanNothing(int window, double ratio, int trials) {
        assertThatThrownBy(() -> new BreakerSettings(window, ratio, LONG, trials))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new BreakerSettings(1, 1, Duration.ZERO, 1).window()).isEqualTo(1);
    }

    private CircuitBreakerGuard guard(Duration delay) {
        return new CircuitBreakerGuard("the service", new BreakerSettings(4, 0.5, delay, 1), states::add);
    }

    private void succeed(CircuitBreakerGuard guard, int times) {
        for (int i = 0; i < times; i++) {
            guard.call(this::answer);
        }
    }

    private void fail(CircuitBreakerGuard guard, StoreException failure, int times) {
        Supplier<String> failing = () -> {
            calls.add("failed");
            throw failure;
        };
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> guard.call(failing)).isSameAs(failure);
        }
    }

    private String answer() {
        calls.add("answered");
        return "answer";
    }

    private static StoreException unavailable() {
        return new StoreException.Unavailable("down", new IllegalStateException());
    }
}
