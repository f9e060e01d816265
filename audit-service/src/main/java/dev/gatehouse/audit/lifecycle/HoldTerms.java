package dev.gatehouse.audit.lifecycle;

import static dev.gatehouse.audit.lifecycle.ActRefused.require;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody wants held.
 *
 * @param name its own, in lower case: {@code case-2026-17}
 * @param sources 1 to {@value #MAX_SOURCES} patterns; one of them has to match
 * @param from the earliest time that is held; since ever where empty
 * @param to the time before which all is held; for ever where empty
 * @param reason why, in the words of who asked, at most {@value ErasureRequest#MAX_REASON} characters
 */
public record HoldTerms(
        String name, List<SourcePattern> sources, Optional<Instant> from, Optional<Instant> to, String reason) {
    /** Patterns that a hold may have. */
    public static final int MAX_SOURCES = 100;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** @throws ActRefused a field is not of its form */
    public HoldTerms {
        sources = List.copyOf(sources);
        require(
                NAME.matcher(name).matches(),
                "name",
                "must have 1 to 64 characters of a-z, 0-9 and . _ - and begin with a letter or digit");
        require(
                !sources.isEmpty() && sources.size() <= MAX_SOURCES,
                "sources",
                "must have 1 to " + MAX_SOURCES + " patterns");
        require(from.isEmpty() || to.isEmpty() || from.get().isBefore(to.get()), "to", "must be after 'from'");
        ErasureRequest.requireReason(reason);
    }

    /** Whether a time is in it. */
    boolean covers(Instant time) {
        return from.map(start -> !time.isBefore(start)).orElse(true)
                && to.map(end -> time.isBefore(end)).orElse(true);
    }
}
