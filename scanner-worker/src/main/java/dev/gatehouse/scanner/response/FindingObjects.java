package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.finding.ObjectName;
import dev.gatehouse.scanner.triage.TrackedFinding;
import dev.gatehouse.scanner.work.ObjectPlace;
import dev.gatehouse.scanner.work.ScanState;
import dev.gatehouse.scanner.work.SeenObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The objects that a finding stands in: the archive, where it stands in an archive's entry. */
public final class FindingObjects {
    private final ScanState state;

    public FindingObjects(ScanState state) {
        this.state = state;
    }

    /**
     * An object.
     *
     * @param name as its source lists it
     * @param kind of the target that lists it
     * @param seen what is known of its last scan
     */
    public record Stand(ObjectName name, String kind, Optional<SeenObject> seen) {
        /** For people. */
        public String text() {
            return switch (kind) {
                case "directory" ->
                    "the file " + name.path() + " in " + name.source().substring("dir:".length());
                case "git" ->
                    name.path() + " in the history of " + name.source().substring("git:".length())
                            + name.version()
                                    .map(commit -> " (commit " + commit + ")")
                                    .orElse("");
                case "s3" ->
                    name.source() + "/" + name.path()
                            + name.version()
                                    .map(version -> " (version " + version + ")")
                                    .orElse("");
                default -> kind + " " + name.path();
            };
        }
    }

    /** Each object once, in the order of the finding's places. */
    public List<Stand> of(TrackedFinding finding) {
        Map<ObjectName, Stand> stands = new LinkedHashMap<>();
        finding.places().kept().forEach(place -> {
            Stand stand = stand(place.object());
            stands.putIfAbsent(stand.name(), stand);
        });
        return List.copyOf(stands.values());
    }

    /** A file's own name may hold the mark: the longest name that was scanned as an object is the object. */
    private Stand stand(ObjectName place) {
        String kind = ObjectPlace.of(place).kind();
        ObjectName name = place;
        Optional<SeenObject> seen = state.find(name);
        int mark = place.path().lastIndexOf(ObjectName.CONTAINER_MARK);
        while (seen.isEmpty() && mark > 0) {
            name = new ObjectName(place.source(), place.path().substring(0, mark), place.version());
            seen = state.find(name);
            mark = place.path().lastIndexOf(ObjectName.CONTAINER_MARK, mark - 1);
        }
        return new Stand(seen.isPresent() ? name : place, kind, seen);
    }
}
