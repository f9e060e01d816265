package dev.gatehouse.scanner.work;

import dev.gatehouse.scanner.finding.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Scans single objects again, as events have them scanned. Where a source can't find single objects, such as a repository's history,
 * its whole target is scanned, which reads only what is new.
 */
public final class Rescans {
    private final Scans scans;
    private final List<Target> targets;
    private final AllowedPlaces allowed;
    private final Map<String, TargetSource> sources;

    /**
     * Rescans.
     *
     * @param targets those that the configuration names
     * @param allowed where others may stand
     */
    public Rescans(Scans scans, Collection<Target> targets, AllowedPlaces allowed, Collection<TargetSource> sources) {
        this.scans = scans;
        this.targets = List.copyOf(targets);
        this.allowed = allowed;
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(TargetSource::kind, Function.identity()));
    }

    /**
     * What was begun.
     *
     * @param scans their ids
     * @param unreachable objects that are in no target and in no allowed place
     */
    public record Begun(List<String> scans, List<ObjectName> unreachable) {}

    /** Begins scans of objects. When this returns they go on whatever happens to this process. */
    public Begun begin(Collection<ObjectName> objects, String requester) {
        Map<Target, Set<ChangedObject>> parts = new LinkedHashMap<>();
        Set<Target> whole = new LinkedHashSet<>();
        List<ObjectName> unreachable = new ArrayList<>();
        for (ObjectName object : objects) {
            ChangedObject place = ObjectPlace.of(object);
            Optional<Target> target = target(place);
            if (target.isEmpty()) {
                unreachable.add(object);
            } else if (sources.get(place.kind()) instanceof ObjectLookup) {
                parts.computeIfAbsent(target.get(), none -> new LinkedHashSet<>())
                        .add(place);
            } else {
                whole.add(target.get());
            }
        }
        List<String> ids = new ArrayList<>();
        parts.forEach((target, names) -> EventTarget.of(target, List.copyOf(names))
                .forEach(part -> ids.add(scans.start(part, requester).id())));
        whole.forEach(target -> ids.add(scans.start(target, requester).id()));
        return new Begun(ids, unreachable);
    }

    private Optional<Target> target(ChangedObject place) {
        return targets.stream()
                .filter(place::isIn)
                .findFirst()
                .or(() -> allowed.place(place.kind(), place.location())
                        .map(found -> new Target(
                                Target.AD_HOC,
                                place.kind(),
                                place.kind().equals("s3") ? found.location() : place.location(),
                                Map.of())))
                .filter(target -> sources.containsKey(target.kind()));
    }
}
