package dev.gatehouse.scanner.triage;

import dev.gatehouse.scanner.finding.Confidence;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which findings are asked for; what is empty asks for all.
 *
 * @param states in one of these
 * @param rule of this rule
 * @param confidence at least as sure
 * @param source with a kept place in this source, such as {@code s3://bucket}
 * @param owner a managed secret's name
 * @param seenFrom last seen at this instant or later
 * @param seenTo last seen before this instant
 */
public record FindingFilter(
        Set<FindingState> states,
        Optional<String> rule,
        Optional<Confidence> confidence,
        Optional<String> source,
        Optional<String> owner,
        Optional<Instant> seenFrom,
        Optional<Instant> seenTo) {
    /** Every finding. */
    public static final FindingFilter ALL = new FindingFilter(
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public FindingFilter {
        states = Set.copyOf(states);
    }

    /** Whether a finding is one of them. */
    public boolean matches(TrackedFinding finding) {
        return (states.isEmpty() || states.contains(finding.state()))
                && rule.map(finding.rule()::equals).orElse(true)
                && confidence
                        .map(least -> finding.confidence().compareTo(least) >= 0)
                        .orElse(true)
                && source.map(wanted -> isIn(finding, wanted)).orElse(true)
                && owner.map(wanted -> finding.owner().filter(wanted::equals).isPresent())
                        .orElse(true)
                && seenFrom.map(from -> !finding.lastSeen().isBefore(from)).orElse(true)
                && seenTo.map(to -> finding.lastSeen().isBefore(to)).orElse(true);
    }

    private static boolean isIn(TrackedFinding finding, String source) {
        return finding.places().kept().stream()
                .anyMatch(place -> place.object().source().equals(source));
    }
}
