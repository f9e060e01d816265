package dev.gatehouse.config.snapshot;

import dev.gatehouse.config.cache.Held;
import dev.gatehouse.config.cache.StaleCache;
import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.contract.Layer;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.service.access.Grants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of all applications, composed of cached layers.
 *
 * <p>A layer that several applications share is read once for all of them. What there is to compose is bounded by the
 * contract: an environment or an application that it does not know has no snapshot.
 */
public final class Snapshots {
    private final Contract contract;
    private final StaleCache<ParameterPath, Subtree> subtrees;
    private final ViewDeriver deriver;
    private final Map<SnapshotId, Composition> compositions = new ConcurrentHashMap<>();

    /**
     * A snapshot with what is known of its age.
     *
     * @param validatedAt when upstream last confirmed the layer that was confirmed longest ago
     * @param stale whether upstream could not be asked when it should have been
     */
    public record Served(Snapshot snapshot, Instant validatedAt, boolean stale) {}

    public Snapshots(Contract contract, StaleCache<ParameterPath, Subtree> subtrees) {
        this.contract = contract;
        this.subtrees = subtrees;
        this.deriver = new ViewDeriver(contract);
    }

    /** The snapshot, if it can be served without blocking. Also empty for an id that the contract does not know. */
    public Optional<Served> peek(SnapshotId id) {
        return serve(id, subtrees::peek);
    }

    /** The snapshot, from upstream where needed; blocks. Empty for an id that the contract does not know. */
    public Optional<Served> get(SnapshotId id) {
        return serve(id, subtrees::get);
    }

    /** What the holder of the grants sees of the snapshot. */
    public View view(Snapshot snapshot, Grants grants) {
        return snapshot.view(grants, s -> deriver.derive(s, grants));
    }

    /** The layers of an application, lowest first; empty for an id that the contract does not know. */
    public Optional<List<Layer>> layers(SnapshotId id) {
        return Optional.of(contract.layers(id.environment(), id.application())).filter(layers -> !layers.isEmpty());
    }

    private Optional<Served> serve(SnapshotId id, Function<ParameterPath, Optional<Held<Subtree>>> read) {
        Composition composition = composition(id);
        if (composition == null) {
            return Optional.empty();
        }
        List<Subtree> current = new ArrayList<>(composition.layers.size());
        Instant validatedAt = Instant.MAX;
        boolean stale = false;
        for (Layer layer : composition.layers) {
            Optional<Held<Subtree>> held = read.apply(layer.root());
            if (held.isEmpty()) {
                return Optional.empty();
            }
            current.add(held.get().value());
            stale |= held.get().stale();
            if (held.get().validatedAt().isBefore(validatedAt)) {
                validatedAt = held.get().validatedAt();
            }
        }
        return Optional.of(new Served(composition.of(current), validatedAt, stale));
    }

    private @Nullable Composition composition(SnapshotId id) {
        Composition known = compositions.get(id);
        if (known != null) {
            return known;
        }
        return layers(id)
                .map(layers -> compositions.computeIfAbsent(id, i -> new Composition(i, layers)))
                .orElse(null);
    }

    /** The snapshot last composed for an id. */
    private static final class Composition {
        private final SnapshotId id;
        private final List<Layer> layers;
        private volatile @Nullable Snapshot last;

        Composition(SnapshotId id, List<Layer> layers) {
            this.id = id;
            this.layers = layers;
        }

        Snapshot of(List<Subtree> current) {
            Snapshot composed = last;
            if (composed == null || !composed.composedOf(current)) {
                composed = Snapshot.compose(id, layers, current);
                last = composed;
            }
            return composed;
        }
    }
}
