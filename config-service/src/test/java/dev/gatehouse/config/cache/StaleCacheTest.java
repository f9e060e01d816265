package dev.gatehouse.config.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.access.MutableClock;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StaleCacheTest {
    private static final String KEY = "key";
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final CachePolicy POLICY = new CachePolicy(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(24),
            Duration.ofSeconds(2),
            100,
            Duration.ofSeconds(5),
            2);
    private final RuntimeException unavailable =
            new StoreException.Unavailable("cut off", new IllegalStateException("test"));

    private final Upstream upstream = new Upstream();
    private final MutableClock clock = new MutableClock();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final List<String> replaced = new ArrayList<>();
    private final StaleCache<String, String> cache = new StaleCache<>(
            upstream, (copy, now) -> copy.equals(now) ? copy : now, replaced::add, POLICY, background::add, clock);

    private void runBackground() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    private Optional<String> get() {
        return cache.get(KEY).map(Held::value);
    }

    private void hold(String value) {
        upstream.objects.put(KEY, value);
        assertThat(get()).contains(value);
    }

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

    @Test
    void remembersForAWhileThatAnObjectDoesNotExist() {
        assertThat(get()).isEmpty();
        clock.advance(POLICY.negativeFor().minus(MILLI));

        assertThat(get()).isEmpty();

        assertThat(upstream.asked).hasValue(1);
    }

    @Test
    void asksAgainForWhatDidNotExist() {
        assertThat(get()).isEmpty();
        upstream.objects.put(KEY, "one");
        clock.advance(POLICY.negativeFor());

        assertThat(get()).contains("one");
    }

    @Test
    void keepsItsCopiesHoweverManyNamesDoNotExist() {
        hold("one");
        for (int i = 0; i < 10 * POLICY.maxEntries(); i++) {
            assertThat(cache.get("missing-" + i)).isEmpty();
        }

        assertThat(get()).contains("one");

        assertThat(cache.size()).isEqualTo(1);
        assertThat(upstream.asked.get()).isEqualTo((int) (1 + 10 * POLICY.maxEntries()));
    }

    @Test
    void asksAgainAfterAnInvalidation() {
        hold("one");
        upstream.objects.put(KEY, "two");

        cache.invalidate(KEY);

        assertThat(get()).contains("two");
    }

    @Test
    void forgetsAnAbsenceAtAnInvalidation() {
        assertThat(get()).isEmpty();
        upstream.objects.put(KEY, "one");

        cache.invalidate(KEY);

        assertThat(get()).contains("one");
    }

    @Test
    void keepsNoCopyThatWasBeingLoadedDuringAnInvalidation() throws InterruptedException {
        upstream.objects.put(KEY, "old");
        try (HeldUp heldUp = new HeldUp(upstream)) {
            Readers reader = Readers.start(1, this::get);
            heldUp.awaitLooked();
            upstream.objects.put(KEY, "new");
            cache.invalidate(KEY);

            heldUp.release();

            assertThat(reader.results()).containsExactly(Optional.of("old"));
        }
        assertThat(get()).contains("new");
    }

    @Test
    void keepsNoAbsenceThatWasBeingFoundDuringAnInvalidation() throws InterruptedException {
        hold("one");
        upstream.objects.clear();
        try (HeldUp heldUp = new HeldUp(upstream)) {
            Readers reader = Readers.start(1, () -> cache.revalidate(KEY).map(Held::value));
            heldUp.awaitLooked();
            upstream.objects.put(KEY, "new");
            cache.invalidate(KEY);

            heldUp.release();

            assertThat(reader.results()).containsExactly(Optional.empty());
        }
        assertThat(get()).contains("new");
    }

    @Test
    void doesNotWaitForALoadThatBeganBeforeAnInvalidation() throws InterruptedException {
        upstream.objects.put(KEY, "old");
        try (HeldUp heldUp = new HeldUp(upstream)) {
            Readers reader = Readers.start(1, this::get);
            heldUp.awaitLooked();
            upstream.objects.put(KEY, "new");
            cache.invalidate(KEY);
            upstream.afterLooking = () -> {};

            assertThat(get()).contains("new");

            heldUp.release();
            assertThat(reader.results()).containsExactly(Optional.of("old"));
        }
        assertThat(get()).contains("new");
    }

    @Test
    void keepsTheNewerCopyWhenALoadOvertakenByAnInvalidationIsDenied() throws InterruptedException {
        hold("old");
        upstream.failure = new StoreException.Denied("denied", new IllegalStateException("test"));
        try (HeldUp heldUp = new HeldUp(upstream)) {
            Readers reader = Readers.start(1, () -> cache.revalidate(KEY).map(Held::value));
            heldUp.awaitLooked();
            cache.invalidate(KEY);
            upstream.afterLooking = () -> {};
            upstream.failure = null;
            assertThat(get()).contains("old");

            heldUp.release();

            assertThat(reader.results()).hasOnlyElementsOfType(StoreException.Denied.class);
        }
        assertThat(cache.peek(KEY)).isPresent();
    }

    @Test
    void servesASeededCopyAsStaleAndRevalidatesItWhenAsked() {
        Instant saved = clock.instant();
        clock.advance(POLICY.maxStale());
        upstream.failure = unavailable;
        cache.seed(KEY, "saved", saved);

        Optional<Held<String>> held = cache.get(KEY);

        assertThat(held.orElseThrow().value()).isEqualTo("saved");
        assertThat(held.get().stale()).isTrue();
        assertThat(held.get().validatedAt()).isEqualTo(saved);
        assertThat(upstream.asked).hasValue(1);
    }

    @Test
    void servesNoSeededCopyOlderThanMaxStale() {
        upstream.failure = unavailable;
        cache.seed(KEY, "saved", clock.instant().minus(POLICY.maxStale()).minus(MILLI));

        assertThatThrownBy(this::get).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void revalidatesAYoungSeededCopyInTheBackground() {
        upstream.objects.put(KEY, "now");
        cache.seed(KEY, "saved", clock.instant());
        assertThat(get()).contains("saved");

        runBackground();

        assertThat(get()).contains("now");
        assertThat(replaced).containsExactly(KEY);
    }

    @Test
    void putsNoSeedOverACopyFromUpstream() {
        hold("now");

        cache.seed(KEY, "saved", clock.instant());

        assertThat(get()).contains("now");
    }

    @Test
    void takesTheYoungerOfTwoSeedsWhicheverComesFirst() {
        cache.seed(KEY, "young", clock.instant());
        cache.seed(KEY, "old", clock.instant().minus(MILLI));
        cache.seed("other", "old", clock.instant().minus(MILLI));
        cache.seed("other", "young", clock.instant());

        assertThat(cache.peek(KEY).map(Held::value)).contains("young");
        assertThat(cache.peek("other").map(Held::value)).contains("young");
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
