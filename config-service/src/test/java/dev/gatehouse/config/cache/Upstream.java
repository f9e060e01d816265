package dev.gatehouse.config.cache;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What stands behind a cache: counts what it is asked, fails as told, and can be held up after it has looked. */
final class Upstream implements Function<String, Optional<String>> {
    final Map<String, String> objects = new ConcurrentHashMap<>();
    final AtomicInteger asked = new AtomicInteger();
    volatile @Nullable RuntimeException failure;
    volatile Runnable afterLooking = () -> {};

    @Override
    public Optional<String> apply(String key) {
        asked.incrementAndGet();
        RuntimeException failing = failure;
        Optional<String> found = Optional.ofNullable(objects.get(key));
        afterLooking.run();
        if (failing != null) {
            throw failing;
        }
        return found;
    }
}
