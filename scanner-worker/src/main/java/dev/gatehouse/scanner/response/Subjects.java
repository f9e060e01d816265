package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.response.plan.Subject;
import dev.gatehouse.scanner.triage.TrackedFinding;
import dev.gatehouse.scanner.work.ObjectPlace;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sees findings as conditions do. */
public final class Subjects {
    private final Function<String, Collection<String>> tags;

    /** @param tags gives those of a rule, by its id */
    public Subjects(Function<String, Collection<String>> tags) {
        this.tags = tags;
    }

    /** What conditions look at. */
    public Subject of(TrackedFinding finding) {
        return new Subject(
                finding.rule(),
                Set.copyOf(tags.apply(finding.rule())),
                finding.confidence(),
                finding.owner().isPresent(),
                finding.validity(),
                finding.places().kept().stream()
                        .map(place -> ObjectPlace.of(place.object()).kind())
                        .collect(Collectors.toSet()));
    }
}
