package dev.gatehouse.config.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.service.access.MutableClock;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** A cache in front of something that a test holds in its hand. */
abstract class CachedUpstream {
    static final String KEY = "key";
    static final Duration MILLI = Duration.ofMillis(1);
    static final CachePolicy POLICY = new CachePolicy(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(24),
            Duration.ofSeconds(2),
            100,
            Duration.ofSeconds(5),
            2);
    final RuntimeException unavailable = new StoreException.Unavailable("cut off", new IllegalStateException("test"));

    final Upstream upstream = new Upstream();
    final MutableClock clock = new MutableClock();
    final Queue<Runnable> background = new ArrayDeque<>();
    final List<String> replaced = new ArrayList<>();
    final StaleCache<String, String> cache = new StaleCache<>(
            upstream, (copy, now) -> copy.equals(now) ? copy : now, replaced::add, POLICY, background::add, clock);

    void runBackground() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }

    Optional<String> get() {
        return cache.get(KEY).map(Held::value);
    }

    void hold(String value) {
        upstream.objects.put(KEY, value);
        assertThat(get()).contains(value);
    }
}
