package dev.gatehouse.config.snapshot;

import dev.gatehouse.config.contract.Layer;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Who waits for which snapshot to change.
 *
 * <p>A wake-up says only that something may have changed: whoever is woken looks, and waits on where nothing has. So
 * that none is lost, a waiter registers first, looks second.
 */
public final class Watches implements ChangeListener {
    private final Function<SnapshotId, List<Layer>> layersOf;
    private final int limit;
    private final Map<SnapshotId, Set<Watch>> watches = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /**
     * @param layersOf the layers of an id that is watched
     * @param limit watches at a time
     */
    public Watches(Function<SnapshotId, List<Layer>> layersOf, int limit) {
        this.layersOf = layersOf;
        this.limit = limit;
    }

    /** One waiter; closing it ends the wait. */
    public final class Watch implements AutoCloseable {
        private final SnapshotId id;
        private final Runnable wake;

        private Watch(SnapshotId id, Runnable wake) {
            this.id = id;
            this.wake = wake;
        }

        @Override
        public void close() {
            Set<Watch> others = watches.get(id);
            if (others != null && others.remove(this)) {
                count.decrementAndGet();
            }
        }
    }

    /** There are as many waiters as the limit allows. */
    public static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany(int limit) {
            super("already " + limit + " clients wait for changes");
        }
    }

    /**
     * Registers a waiter.
     *
     * @param wake must return at once and never throw; called from any thread, also while this method still runs
     * @throws TooMany the limit is reached
     */
    public Watch watch(SnapshotId id, Runnable wake) {
        if (count.incrementAndGet() > limit) {
            count.decrementAndGet();
            throw new TooMany(limit);
        }
        Watch watch = new Watch(id, wake);
        watches.computeIfAbsent(id, i -> ConcurrentHashMap.newKeySet()).add(watch);
        return watch;
    }

    /** How many wait. */
    public int size() {
        return count.get();
    }

    @Override
    public void parameterChanged(ParameterPath path) {
        watches.forEach((id, waiting) -> {
            if (layersOf.apply(id).stream().anyMatch(layer -> layer.root().contains(path))) {
                wake(waiting);
            }
        });
    }

    @Override
    public void secretChanged(SecretName name) {
        watches.forEach((id, waiting) -> {
            if (name.value().contains("/" + id.environment() + "/")) {
                wake(waiting);
            }
        });
    }

    private static void wake(Set<Watch> waiting) {
        waiting.forEach(watch -> watch.wake.run());
    }
}
