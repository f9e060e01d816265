package dev.gatehouse.config.snapshot;

import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.contract.Layer;
import dev.gatehouse.config.contract.ReferenceType;
import dev.gatehouse.config.contract.Rule;
import dev.gatehouse.config.contract.Violation;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.secret.ReferenceChains;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Refuses a reference that would close a cycle in the snapshot of any application that reads it. */
public final class ReferenceRule {
    private final Contract contract;
    private final Snapshots snapshots;

    public ReferenceRule(Contract contract, Snapshots snapshots) {
        this.contract = contract;
        this.snapshots = snapshots;
    }

    /** The first cycle that this value would close; none where the parameter is no reference. */
    public List<Violation> check(ParameterPath path, ParameterValue value) {
        return isReference(path)
                ? readers(path)
                        .map(id -> check(id, path, value))
                        .flatMap(Optional::stream)
                        .limit(1)
                        .toList()
                : List.of();
    }

    private boolean isReference(ParameterPath path) {
        return contract.spec(path)
                .filter(spec -> spec.type() instanceof ReferenceType)
                .isPresent();
    }

    private Stream<SnapshotId> readers(ParameterPath path) {
        return contract.environments().stream()
                .flatMap(environment -> contract.applications().keySet().stream()
                        .map(application -> new SnapshotId(environment, application)))
                .filter(id -> layer(id, path).isPresent());
    }

    private Optional<Violation> check(SnapshotId id, ParameterPath path, ParameterValue value) {
        Map<String, String> references = new TreeMap<>();
        Layer written = layer(id, path).orElseThrow();
        String key = written.key(path);
        for (Entry entry : entries(id)) {
            if (entry.key().equals(key) && overrides(id, entry.layer(), written)) {
                return Optional.empty();
            }
            if (isReference(entry.parameter().path())) {
                references.put(entry.key(), entry.parameter().value().text());
            }
        }
        references.put(key, value.text());
        return ReferenceChains.problem(references)
                .map(problem -> new Violation(Rule.REFERENCE_CYCLE, "in " + id.application() + ": " + problem));
    }

    private Iterable<Entry> entries(SnapshotId id) {
        return snapshots.get(id).map(served -> served.snapshot().entries()).orElse(List.of());
    }

    private boolean overrides(SnapshotId id, Layer one, Layer other) {
        List<Layer> layers = contract.layers(id.environment(), id.application());
        return layers.indexOf(one) > layers.indexOf(other);
    }

    private Optional<Layer> layer(SnapshotId id, ParameterPath path) {
        return contract.layers(id.environment(), id.application()).stream()
                .filter(layer -> layer.root().contains(path))
                .findFirst();
    }
}
