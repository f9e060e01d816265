package dev.gatehouse.config.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.gatehouse.config.parameter.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Copies of upstream objects: served stale while they are revalidated, loaded once however many ask, and kept through
 * an outage up to a stated age.
 *
 * <p>Only {@link StoreException.Unavailable} is answered from a stale copy. When upstream says that the object does not
 * exist, or refuses to show it, the copy is dropped. What does not exist is remembered apart from what does, so that
 * asking for many names that do not exist pushes no copy out.
 *
 * @param <K> names the object and nothing of who asks for it
 */
public final class StaleCache<K, V> {
    private final LoadingCache<K, Held<V>> copies;
    private final Cache<K, Boolean> absences;
    private final Function<K, Optional<V>> upstream;
    private final BinaryOperator<V> merge;
    private final CachePolicy policy;
    private final InstantSource clock;
    private final LongAdder loads = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /**
     * @param upstream reads the object; may block
     * @param merge given the copy and what upstream has now, which instance to keep: the copy where both are equal
     * @param executor runs background revalidation
     */
    public StaleCache(
            Function<K, Optional<V>> upstream,
            BinaryOperator<V> merge,
            CachePolicy policy,
            Executor executor,
            InstantSource clock) {
        this.upstream = upstream;
        this.merge = merge;
        this.policy = policy;
        this.clock = clock;
        this.copies = Caffeine.newBuilder()
                .maximumSize(policy.maxEntries())
                .executor(executor)
                .build(new Loader());
        this.absences = Caffeine.newBuilder()
                .maximumSize(policy.maxNegativeEntries())
                .expireAfterWrite(policy.negativeFor())
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .build();
    }

    /** The copy if it can be served without blocking; starts its revalidation where that is due. */
    public Optional<Held<V>> peek(K key) {
        Held<V> held = copies.getIfPresent(key);
        if (held == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Duration age = held.age(now);
        if (age.compareTo(policy.freshFor()) <= 0 && !held.stale()) {
            return Optional.of(held);
        }
        if (age.compareTo(policy.maxStale()) > 0) {
            return Optional.empty();
        }
        if (retriedLately(held, now)) {
            return Optional.of(held);
        }
        if (age.compareTo(policy.freshFor().plus(policy.revalidateFor())) <= 0) {
            var _ = copies.refresh(key);
            return Optional.of(held);
        }
        return Optional.empty();
    }

    /**
     * The object, from upstream where the copy is too old or missing; blocks.
     *
     * @return empty where upstream says that it does not exist
     * @throws StoreException upstream failed and there is no copy young enough
     */
    public Optional<Held<V>> get(K key) {
        Optional<Held<V>> servable = peek(key);
        if (servable.isPresent()) {
            return servable;
        }
        if (absences.getIfPresent(key) != null) {
            return Optional.empty();
        }
        Held<V> held = copies.getIfPresent(key) == null ? copies.get(key) : revalidate(key);
        if (held == null) {
            return Optional.empty();
        }
        if (held.age(clock.instant()).compareTo(policy.maxStale()) > 0) {
            throw new StoreException.Unavailable(
                    "the store is unavailable, and the copy is older than max-stale",
                    new IllegalStateException("stale"));
        }
        return Optional.of(held);
    }

    /** Asks upstream now; blocks. The copy, where upstream is unavailable and there is one. */
    public @Nullable Held<V> revalidate(K key) {
        try {
            return copies.refresh(key).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Forgets the copy or the absence: upstream has changed. */
    public void invalidate(K key) {
        copies.invalidate(key);
        absences.invalidate(key);
    }

    /** A value that upstream has just handed out, past this cache. */
    public Held<V> validatedNow(V value) {
        return Held.validated(value, clock.instant());
    }

    /** Takes a copy saved earlier, as one that could not be revalidated yet. */
    public void seed(K key, V value, Instant validatedAt) {
        copies.put(key, new Held<>(value, validatedAt, Optional.of(Instant.EPOCH)));
    }

    /** Each object that there is a copy of. */
    public void forEach(Consumer<Map.Entry<K, Held<V>>> action) {
        copies.asMap().entrySet().forEach(action);
    }

    /** Copies held. */
    public long size() {
        return copies.estimatedSize();
    }

    /** How often upstream was asked. */
    public long loads() {
        return loads.sum();
    }

    /** How often asking upstream failed. */
    public long failures() {
        return failures.sum();
    }

    private Optional<V> ask(K key) {
        loads.increment();
        try {
            return upstream.apply(key);
        } catch (StoreException e) {
            failures.increment();
            throw e;
        }
    }

    private boolean retriedLately(Held<V> held, Instant now) {
        return held.failedAt().isPresent()
                && Duration.between(held.failedAt().get(), now).compareTo(policy.retryAfter()) < 0;
    }

    /** Null stands for an object that does not exist. */
    // Caffeine says by a type argument that a load may give null, which NullAway reads in JSpecify mode only.
    @SuppressWarnings("NullAway")
    private final class Loader implements CacheLoader<K, Held<V>> {
        @Override
        public @Nullable Held<V> load(K key) {
            Optional<V> loaded = ask(key);
            if (loaded.isEmpty()) {
                absences.put(key, Boolean.TRUE);
                return null;
            }
            return Held.validated(loaded.get(), clock.instant());
        }

        @Override
        public @Nullable Held<V> reload(K key, Held<V> copy) {
            try {
                Held<V> loaded = load(key);
                return loaded == null
                        ? null
                        : Held.validated(merge.apply(copy.value(), loaded.value()), loaded.validatedAt());
            } catch (StoreException.Unavailable e) {
                return copy.failed(clock.instant());
            } catch (StoreException.Denied e) {
                // Caffeine keeps a copy whose reload throws; this one must not be served again.
                copies.invalidate(key);
                throw e;
            }
        }
    }
}
