package dev.gatehouse.config.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.service.failure.StoreException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What does not exist, and what is not to be believed any more. */
class CacheInvalidationsTest extends CachedUpstream {
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
}
