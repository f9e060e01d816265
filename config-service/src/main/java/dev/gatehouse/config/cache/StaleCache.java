package dev.gatehouse.config.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Copies of upstream objects: served stale while they are revalidated, loaded once however many ask, and kept through
 * an outage up to a stated age.
 *
 * <p>Only {@link StoreException.Unavailable} is answered from a stale copy. When upstream says that the object does not
 * exist, refuses to show it, or fails in any other way, the copy is dropped. What does not exist is remembered apart
 * from what does, so that asking for many names that do not exist pushes no copy out.
 *
 * @param <K> names the object and nothing of who asks for it
 */
public final class StaleCache<K, V> {
    private final Cache<K, Held<V>> copies;
    private final Cache<K, Boolean> absences;
    private final ConcurrentMap<K, Asking<V>> askings = new ConcurrentHashMap<>();
    private final Function<K, Optional<V>> upstream;
    private final BinaryOperator<V> merge;
    private final Consumer<K> replaced;
    private final CachePolicy policy;
    private final Executor executor;
    private final InstantSource clock;
    private final LongAdder loads = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /**
     * @param upstream reads the object; may block
     * @param merge given the copy and what upstream has now, which instance to keep: the copy where both are equal
     * @param replaced is told of each copy that upstream no longer has as it was, after it has gone; returns at once
     * @param executor runs background revalidation
     */
    public StaleCache(
            Function<K, Optional<V>> upstream,
            BinaryOperator<V> merge,
            Consumer<K> replaced,
            CachePolicy policy,
            Executor executor,
            InstantSource clock) {
        this.upstream = upstream;
        this.merge = merge;
        this.replaced = replaced;
        this.policy = policy;
        this.executor = executor;
        this.clock = clock;
        this.copies = Caffeine.newBuilder()
                .maximumSize(policy.maxEntries())
                .executor(Runnable::run)
                .build();
        this.absences = Caffeine.newBuilder()
                .maximumSize(policy.maxNegativeEntries())
                .expireAfterWrite(policy.negativeFor())
                .executor(Runnable::run)
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
        if (fresh(held, now)) {
            return Optional.of(held);
        }
        if (tooOld(held, now)) {
            return Optional.empty();
        }
        if (retriedLately(held, now)) {
            return Optional.of(held);
        }
        if (held.age(now).compareTo(policy.freshFor().plus(policy.revalidateFor())) <= 0) {
            revalidateSoon(key);
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
        Held<V> copy = copies.getIfPresent(key);
        if (copy != null && retriedLately(copy, clock.instant())) {
            return Optional.of(notTooOld(copy));
        }
        return asked(key, false).map(this::notTooOld);
    }

    /**
     * Asks upstream now; blocks.
     *
     * @return the copy, of whatever age, where upstream is unavailable and there is one; empty where it does not exist
     * @throws StoreException upstream failed in any other way
     */
    public Optional<Held<V>> revalidate(K key) {
        return asked(key, true);
    }

    /**
     * Forgets the copy or the absence: upstream has changed. Never blocks; what is being loaded now, and may be what was
     * there before, is not kept.
     */
    public void invalidate(K key) {
        Asking<V> underway = askings.remove(key);
        if (underway != null) {
            underway.overtake();
        }
        copies.invalidate(key);
        absences.invalidate(key);
    }

    /** A value that upstream has just handed out, past this cache. */
    public Held<V> validatedNow(V value) {
        return Held.validated(value, clock.instant());
    }

    /** Takes a copy saved earlier, as one that could not be revalidated yet, where there is none as young. */
    public void seed(K key, V value, Instant validatedAt) {
        var _ = copies.asMap()
                .merge(
                        key,
                        new Held<>(value, validatedAt, Optional.of(Instant.EPOCH)),
                        (there, saved) -> there.validatedAt().isBefore(saved.validatedAt()) ? saved : there);
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

    private void revalidateSoon(K key) {
        Asking<V> mine = new Asking<>();
        if (askings.putIfAbsent(key, mine) != null) {
            return;
        }
        try {
            executor.execute(() -> {
                try {
                    var _ = conclude(key, mine, false);
                } catch (RuntimeException e) {
                    // Counted, and told to whoever asks next.
                }
            });
        } catch (RuntimeException e) {
            // Nobody will ask: the copy is served all the same, and the next reading tries again.
            askings.remove(key, mine);
            mine.failed(e);
        }
    }

    private Optional<Held<V>> asked(K key, boolean always) {
        Asking<V> mine = new Asking<>();
        Asking<V> others = askings.putIfAbsent(key, mine);
        return others == null ? conclude(key, mine, always) : others.await();
    }

    private Optional<Held<V>> conclude(K key, Asking<V> mine, boolean always) {
        try {
            // Somebody else's asking may have ended between this one's look at the copy and its start.
            Held<V> copy = copies.getIfPresent(key);
            Optional<Held<V>> outcome =
                    !always && copy != null && fresh(copy, clock.instant()) ? Optional.of(copy) : ask(key, mine);
            askings.remove(key, mine);
            mine.done(outcome);
            return outcome;
        } catch (RuntimeException | Error e) {
            askings.remove(key, mine);
            mine.failed(e);
            throw e;
        }
    }

    private Optional<Held<V>> ask(K key, Asking<V> mine) {
        loads.increment();
        try {
            return keep(key, mine, upstream.apply(key));
        } catch (StoreException.Unavailable e) {
            failures.increment();
            return Optional.of(keepThrough(key, mine, e));
        } catch (RuntimeException e) {
            failures.increment();
            mine.unlessOvertaken(() -> copies.invalidate(key));
            throw e;
        }
    }

    private Optional<Held<V>> keep(K key, Asking<V> mine, Optional<V> loaded) {
        Held<V> copy = copies.getIfPresent(key);
        Optional<Held<V>> now =
                loaded.map(value -> validatedNow(copy == null ? value : merge.apply(copy.value(), value)));
        boolean kept = mine.unlessOvertaken(() -> now.ifPresentOrElse(held -> copies.put(key, held), () -> {
            copies.invalidate(key);
            absences.put(key, Boolean.TRUE);
        }));
        if (kept
                && copy != null
                && !now.map(Held::value).equals(Optional.of(copy).map(Held::value))) {
            replaced.accept(key);
        }
        return now;
    }

    private Held<V> keepThrough(K key, Asking<V> mine, StoreException.Unavailable outage) {
        Held<V> copy = copies.getIfPresent(key);
        if (copy == null) {
            throw outage;
        }
        Held<V> failed = copy.failed(clock.instant());
        if (!mine.unlessOvertaken(() -> copies.put(key, failed))) {
            throw outage;
        }
        return failed;
    }

    private Held<V> notTooOld(Held<V> held) {
        if (tooOld(held, clock.instant())) {
            throw new StoreException.Unavailable(
                    "the store is unavailable, and the copy is older than max-stale",
                    new IllegalStateException("stale"));
        }
        return held;
    }

    private boolean fresh(Held<V> held, Instant now) {
        return held.age(now).compareTo(policy.freshFor()) <= 0 && !held.stale();
    }

    private boolean tooOld(Held<V> held, Instant now) {
        return held.age(now).compareTo(policy.maxStale()) > 0;
    }

    private boolean retriedLately(Held<V> held, Instant now) {
        return held.failedAt().isPresent()
                && Duration.between(held.failedAt().get(), now).compareTo(policy.retryAfter()) < 0;
    }
}
