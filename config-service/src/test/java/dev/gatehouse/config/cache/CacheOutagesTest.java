package dev.gatehouse.config.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.failure.StoreException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies while upstream is away, and when it says no. */
class CacheOutagesTest extends CachedUpstream {
    @Test
    void servesTheCopyThroughAnOutageUpToMaxStale() {
        hold("one");
        upstream.failure = unavailable;
        clock.advance(POLICY.maxStale());

        Optional<Held<String>> held = cache.get(KEY);

        assertThat(held.orElseThrow().value()).isEqualTo("one");
        assertThat(held.get().stale()).isTrue();
        assertThat(held.get().age(clock.instant())).isEqualTo(POLICY.maxStale());
    }

    @Test
    void servesNoCopyOlderThanMaxStale() {
        hold("one");
        upstream.failure = unavailable;
        clock.advance(POLICY.maxStale().plus(MILLI));

        assertThatThrownBy(this::get).isInstanceOf(StoreException.Unavailable.class);
        assertThat(cache.peek(KEY)).isEmpty();
    }

    @Test
    void hasNothingToServeThroughAnOutageThatItNeverHeld() {
        upstream.failure = unavailable;

        assertThatThrownBy(this::get).isSameAs(unavailable);
    }

    @Test
    void leavesUpstreamAloneForAWhileAfterAFailure() {
        hold("one");
        upstream.failure = unavailable;
        clock.advance(POLICY.freshFor().plus(POLICY.revalidateFor()).plus(MILLI));
        assertThat(get()).contains("one");
        clock.advance(POLICY.retryAfter().minus(MILLI));

        assertThat(get()).contains("one");

        assertThat(upstream.asked).hasValue(2);
    }

    @Test
    void asksAgainWhenThatWhileIsOver() {
        hold("one");
        upstream.failure = unavailable;
        clock.advance(POLICY.freshFor().plus(POLICY.revalidateFor()).plus(MILLI));
        assertThat(get()).contains("one");
        upstream.failure = null;
        clock.advance(POLICY.retryAfter());

        Optional<Held<String>> held = cache.get(KEY);

        assertThat(held.orElseThrow().stale()).isFalse();
        assertThat(upstream.asked).hasValue(3);
    }

    @Test
    void leavesUpstreamAloneAlsoForACopyThatIsTooOldToServe() {
        hold("one");
        upstream.failure = unavailable;
        clock.advance(POLICY.maxStale().plus(MILLI));
        assertThatThrownBy(this::get).isInstanceOf(StoreException.Unavailable.class);

        assertThatThrownBy(this::get).isInstanceOf(StoreException.Unavailable.class);

        assertThat(upstream.asked).hasValue(2);
    }

    static Stream<RuntimeException> failuresThatAreNoOutage() {
        return Stream.of(
                new StoreException.Denied("denied", new IllegalStateException("test")),
                new StoreException.Corrupt("corrupt"),
                new StoreException.Rejected("rejected"),
                new IllegalStateException("unexpected"));
    }

    @ParameterizedTest
    @MethodSource("failuresThatAreNoOutage")
    void dropsTheCopyAtOnceWhenUpstreamIsThereAndDoesNotGiveIt(RuntimeException failure) {
        hold("one");
        upstream.failure = failure;
        clock.advance(POLICY.freshFor().plus(MILLI));
        assertThat(get()).contains("one");

        runBackground();

        assertThat(cache.peek(KEY)).isEmpty();
        assertThatThrownBy(this::get).isSameAs(failure);
    }

    @Test
    void dropsTheCopyAtOnceWhenItIsGoneUpstream() {
        hold("one");
        upstream.objects.clear();
        clock.advance(POLICY.freshFor().plus(MILLI));
        assertThat(get()).contains("one");

        runBackground();

        assertThat(cache.peek(KEY)).isEmpty();
        assertThat(get()).isEmpty();
    }

    @Test
    void doesNotBringACopyBackThatWasDroppedBeforeTheOutage() {
        hold("one");
        upstream.objects.clear();
        assertThat(cache.revalidate(KEY)).isEmpty();
        upstream.failure = unavailable;
        clock.advance(POLICY.negativeFor());

        assertThatThrownBy(this::get).isSameAs(unavailable);
    }
}
