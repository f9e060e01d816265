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
        snapshots
                .get(id)
                .ifPresent(served -> served.snapshot().entries().forEach(entry -> {
                    if (isReference(entry.parameter().path())) {
                        references.put(entry.key(), entry.parameter().value().text());
                    }
                }));
        references.put(layer(id, path).orElseThrow().key(path), value.text());
        return ReferenceChains.problem(references)
                .map(problem -> new Violation(Rule.REFERENCE_CYCLE, "in " + id.application() + ": " + problem));
    }

    private Optional<Layer> layer(SnapshotId id, ParameterPath path) {
        return contract.layers(id.environment(), id.application()).stream()
                .filter(layer -> layer.root().contains(path))
                .findFirst();
    }
}
