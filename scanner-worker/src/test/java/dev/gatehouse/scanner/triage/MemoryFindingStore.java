package dev.gatehouse.scanner.triage;

import dev.gatehouse.scanner.finding.Fingerprint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps findings in memory; {@link #beforePut} lets another writer be faster. */
public final class MemoryFindingStore implements FindingStore {
    private static final Comparator<TrackedFinding> ORDER = Comparator.comparing(TrackedFinding::firstSeen)
            .thenComparing(finding -> finding.fingerprint().text());

    private final Map<Fingerprint, TrackedFinding> findings = new HashMap<>();
    private Runnable beforePut = () -> {};

    void beforePut(Runnable other) {
        beforePut = () -> {
            beforePut = () -> {};
            other.run();
        };
    }

    @Override
    public synchronized Optional<TrackedFinding> find(Fingerprint fingerprint) {
        return Optional.ofNullable(findings.get(fingerprint));
    }

    @Override
    public synchronized Map<Fingerprint, TrackedFinding> findAll(Set<Fingerprint> fingerprints) {
        Map<Fingerprint, TrackedFinding> found = new HashMap<>(findings);
        found.keySet().retainAll(fingerprints);
        return found;
    }

    @Override
    public synchronized List<TrackedFinding> putAll(Collection<TrackedFinding> written) {
        beforePut.run();
        List<TrackedFinding> beaten = new ArrayList<>();
        for (TrackedFinding finding : written) {
            long stored =
                    find(finding.fingerprint()).map(TrackedFinding::version).orElse(0L);
            if (stored == finding.version() - 1) {
                findings.put(finding.fingerprint(), finding);
            } else {
                beaten.add(finding);
            }
        }
        return beaten;
    }

    @Override
    public synchronized FindingPage list(FindingFilter filter, Optional<String> cursor, int limit) {
        FindingCursor after = cursor.map(FindingCursor::parse).orElse(FindingCursor.START);
        List<TrackedFinding> found = findings.values().stream()
                .filter(filter::matches)
                .filter(finding -> isBehind(finding, after))
                .sorted(ORDER)
                .toList();
        List<TrackedFinding> page = found.stream().limit(limit).toList();
        return new FindingPage(
                page,
                found.size() > limit
                        ? Optional.of(FindingCursor.after(page.getLast()).text())
                        : Optional.empty());
    }

    private static boolean isBehind(TrackedFinding finding, FindingCursor after) {
        long millis = finding.firstSeen().toEpochMilli();
        return millis > after.millis()
                || (millis == after.millis() && finding.fingerprint().text().compareTo(after.fingerprint()) > 0);
    }

    @Override
    public synchronized Map<FindingState, Long> counts() {
        return findings.values().stream().collect(Collectors.groupingBy(TrackedFinding::state, Collectors.counting()));
    }
}
