package dev.gatehouse.config.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.service.failure.StoreException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Copies that were kept from before a restart. */
class SeededCopiesTest extends CachedUpstream {
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
}
