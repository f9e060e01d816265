package dev.gatehouse.config.snapshot;

import dev.gatehouse.config.contract.Layer;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.service.access.Grants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What the layers of one application hold together: for each key the value of the highest layer, and what it
 * overrides. Immutable; what callers may see of it is derived once for each set of grants, and kept here.
 */
public final class Snapshot {
    private final SnapshotId id;
    private final List<Layer> layers;
    private final List<Subtree> subtrees;
    private final Map<String, Entry> entries;
    private final Map<Grants, View> views = new ConcurrentHashMap<>();

    private Snapshot(SnapshotId id, List<Layer> layers, List<Subtree> subtrees, Map<String, Entry> entries) {
        this.id = id;
        this.layers = layers;
        this.subtrees = subtrees;
        this.entries = entries;
    }

    /**
     * Composes a snapshot.
     *
     * @param layers lowest first
     * @param subtrees what each layer holds, in the same order
     */
    public static Snapshot compose(SnapshotId id, List<Layer> layers, List<Subtree> subtrees) {
        Map<String, List<Entry.Overridden>> held = new TreeMap<>();
        for (int i = layers.size() - 1; i >= 0; i--) {
            Layer layer = layers.get(i);
            for (Parameter parameter : subtrees.get(i).parameters()) {
                held.computeIfAbsent(layer.key(parameter.path()), k -> new ArrayList<>())
                        .add(new Entry.Overridden(layer, parameter));
            }
        }
        Map<String, Entry> entries = new TreeMap<>();
        held.forEach((key, byLayer) -> entries.put(
                key,
                new Entry(
                        key,
                        byLayer.getFirst().layer(),
                        byLayer.getFirst().parameter(),
                        byLayer.subList(1, byLayer.size()))));
        return new Snapshot(id, List.copyOf(layers), List.copyOf(subtrees), entries);
    }

    /** Whether this snapshot was composed of exactly these instances. */
    public boolean composedOf(List<Subtree> current) {
        for (int i = 0; i < subtrees.size(); i++) {
            if (subtrees.get(i) != current.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** What a holder of the grants may see; derived by the function at the first call for these grants. */
    public View view(Grants grants, Function<Snapshot, View> derive) {
        View view = views.get(grants);
        return view != null ? view : views.computeIfAbsent(grants, g -> derive.apply(this));
    }

    public SnapshotId id() {
        return id;
    }

    /** Lowest first. */
    public List<Layer> layers() {
        return layers;
    }

    /** Ordered by key. */
    public Iterable<Entry> entries() {
        return entries.values();
    }

    public Optional<Entry> entry(String key) {
        return Optional.ofNullable(entries.get(key));
    }
}
