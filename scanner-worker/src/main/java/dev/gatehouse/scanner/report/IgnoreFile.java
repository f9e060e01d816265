package dev.gatehouse.scanner.report;

import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Findings that somebody decided to ignore, one a line: a fingerprint of 64 digits, for the secret wherever it stands; or
 * {@code path:rule:line} or {@code commit:path:rule:line}, for a place, as in gitleaks' {@code .gitleaksignore}. What follows
 * {@code #} at a line's beginning or after a blank is for people.
 */
public final class IgnoreFile {
    private final Set<String> lines = new HashSet<>();

    /** An empty file. */
    public IgnoreFile() {}

    /** Takes a file's text. */
    public void add(String text) {
        text.lines().forEach(line -> {
            String entry = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (!entry.isEmpty()) {
                lines.add(entry);
            }
        });
    }

    /** The finding with the places that are not ignored; empty if none is left. */
    public Optional<Finding> keep(Finding finding) {
        if (lines.isEmpty()) {
            return Optional.of(finding);
        }
        if (lines.contains(finding.fingerprint().text())) {
            return Optional.empty();
        }
        List<Location> kept = finding.locations().stream()
                .filter(place -> !ignores(finding.rule(), place))
                .toList();
        return kept.isEmpty() ? Optional.empty() : Optional.of(FindingGroups.withPlaces(finding, kept));
    }

    private boolean ignores(String rule, Location place) {
        String here = place.object().path() + ":" + rule + ":" + place.line();
        return lines.contains(here)
                || place.object()
                        .version()
                        .map(commit -> lines.contains(commit + ":" + here))
                        .orElse(false);
    }
}
