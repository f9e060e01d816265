package dev.gatehouse.config.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Copies while upstream answers. */
class StaleCacheTest extends CachedUpstream {
    @Test
    void servesAFreshCopyWithoutAsking() {
        hold("one");
        clock.advance(POLICY.freshFor());

        Optional<Held<String>> held = cache.get(KEY);

        assertThat(held).isPresent();
        assertThat(held.get().stale()).isFalse();
        assertThat(held.get().age(clock.instant())).isEqualTo(POLICY.freshFor());
        assertThat(background).isEmpty();
        assertThat(upstream.asked).hasValue(1);
    }

    @Test
    void servesAnOlderCopyWhileItIsRevalidatedOnce() {
        hold("one");
        upstream.objects.put(KEY, "two");
        clock.advance(POLICY.freshFor().plus(MILLI));

        List<Optional<String>> served = List.of(get(), get());

        assertThat(served).containsExactly(Optional.of("one"), Optional.of("one"));
        assertThat(background).hasSize(1);
        runBackground();
        assertThat(get()).contains("two");
        assertThat(upstream.asked).hasValue(2);
    }

    @Test
    void revalidatesACopyThatIsTooOldBeforeItServesIt() {
        hold("one");
        upstream.objects.put(KEY, "two");
        clock.advance(POLICY.freshFor().plus(POLICY.revalidateFor()).plus(MILLI));

        assertThat(get()).contains("two");

        assertThat(background).isEmpty();
    }

    @Test
    void peeksAtNothingThatWouldHaveToBeAskedForFirst() {
        assertThat(cache.peek(KEY)).isEmpty();
        hold("one");
        clock.advance(POLICY.freshFor().plus(POLICY.revalidateFor()).plus(MILLI));

        assertThat(cache.peek(KEY)).isEmpty();

        assertThat(upstream.asked).hasValue(1);
    }

    @Test
    void keepsTheInstanceWhereNothingChanged() {
        String first = new String("one".toCharArray());
        hold(first);
        upstream.objects.put(KEY, new String("one".toCharArray()));

        Optional<Held<String>> revalidated = cache.revalidate(KEY);

        assertThat(revalidated.orElseThrow().value()).isSameAs(first);
        assertThat(replaced).isEmpty();
    }

    @Test
    void tellsOfACopyThatAnotherOneReplaced() {
        hold("one");
        upstream.objects.put(KEY, "two");
        clock.advance(POLICY.freshFor().plus(MILLI));
        assertThat(get()).contains("one");

        runBackground();

        assertThat(replaced).containsExactly(KEY);
    }

    @Test
    void tellsOfACopyThatIsGoneUpstream() {
        hold("one");
        upstream.objects.clear();

        assertThat(cache.revalidate(KEY)).isEmpty();

        assertThat(replaced).containsExactly(KEY);
    }

    @Test
    void tellsNothingOfAFirstLoad() {
        hold("one");

        assertThat(replaced).isEmpty();
    }

    @Test
    void asksOnceForAnObjectThatManyWaitFor() throws InterruptedException {
        upstream.objects.put(KEY, "one");
        try (HeldUp heldUp = new HeldUp(upstream)) {
            Readers readers = Readers.start(20, this::get);
            readers.awaitAllWaiting();

            heldUp.release();

            assertThat(readers.results()).hasSize(20).containsOnly(Optional.of("one"));
        }
        assertThat(upstream.asked).hasValue(1);
    }

    @Test
    void tellsAllThatWaitOfOneFailure() throws InterruptedException {
        upstream.failure = unavailable;
        try (HeldUp heldUp = new HeldUp(upstream)) {
            Readers readers = Readers.start(20, this::get);
            readers.awaitAllWaiting();

            heldUp.release();

            assertThat(readers.results()).hasSize(20).containsOnly(unavailable);
        }
        assertThat(upstream.asked).hasValue(1);
        assertThat(cache.failures()).isEqualTo(1);
    }

    @Test
    void givesEachCopyToWhoeverGoesThroughThem() {
        hold("one");
        upstream.objects.put("other", "two");
        assertThat(cache.get("other")).isPresent();
        List<String> seen = new ArrayList<>();

        cache.forEach(copy -> seen.add(copy.getKey() + "=" + copy.getValue().value()));

        assertThat(seen).containsExactlyInAnyOrder("key=one", "other=two");
    }

    @Test
    void saysNoNegativeAgeWhenTheClockGoesBack() {
        hold("one");
        clock.advance(Duration.ofHours(-1));

        Optional<Held<String>> held = cache.get(KEY);

        assertThat(held.orElseThrow().age(clock.instant())).isEqualTo(Duration.ZERO);
    }

    @Test
    void goesOnWhenTheBackgroundTakesNoWork() {
        StaleCache<String, String> refused = new StaleCache<>(
                upstream,
                (copy, now) -> now,
                key -> {},
                POLICY,
                task -> {
                    throw new java.util.concurrent.RejectedExecutionException("shutting down");
                },
                clock);
        upstream.objects.put(KEY, "one");
        assertThat(refused.get(KEY)).isPresent();
        clock.advance(POLICY.freshFor().plus(MILLI));

        Optional<String> served = refused.get(KEY).map(Held::value);

        assertThat(served).contains("one");
        assertThat(refused.revalidate(KEY)).isPresent();
    }
}
