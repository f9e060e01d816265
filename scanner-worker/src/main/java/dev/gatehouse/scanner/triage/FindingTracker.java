package dev.gatehouse.scanner.triage;

import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.service.failure.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Keeps what scans find: a new finding, a further place of a known one, or one that came back. */
public final class FindingTracker {
    private static final int ROUNDS = 20;

    private final FindingStore store;
    private final FindingAudit audit;
    private final TrackingLimits limits;
    private final InstantSource clock;
    private final FindingListener listener;

    public FindingTracker(FindingStore store, FindingAudit audit, TrackingLimits limits, InstantSource clock) {
        this(store, audit, limits, clock, FindingListener.NONE);
    }

    /** @param listener is told of findings that are new, or open again */
    public FindingTracker(
            FindingStore store,
            FindingAudit audit,
            TrackingLimits limits,
            InstantSource clock,
            FindingListener listener) {
        this.listener = listener;
        this.store = store;
        this.audit = audit;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Keeps the findings of one object. When it returns they are durable, and on record.
     *
     * @param findings several of one secret are one
     */
    public void found(Collection<Finding> findings, String scan) {
        Map<Fingerprint, Finding> merged = new LinkedHashMap<>();
        findings.forEach(finding -> merged.merge(finding.fingerprint(), finding, Finding::merged));
        keep(merged.keySet(), scan, known -> seen(merged, scan, known));
    }

    /**
     * Keeps that secrets stand where they stood.
     *
     * @return whether all of them are known: where one is not, its object has to be scanned again
     */
    public boolean stillThere(Set<Fingerprint> fingerprints, String scan) {
        if (store.findAll(fingerprints).size() < fingerprints.size()) {
            return false;
        }
        keep(
                fingerprints,
                scan,
                known -> known.values().stream()
                        .map(finding -> finding.seenUnchanged(scan, now(), limits))
                        .toList());
        return true;
    }

    private void keep(
            Set<Fingerprint> wanted,
            String scan,
            Function<Map<Fingerprint, TrackedFinding>, List<TrackedFinding>> changes) {
        Set<Fingerprint> left = new LinkedHashSet<>(wanted);
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            Map<Fingerprint, TrackedFinding> known = store.findAll(left);
            List<TrackedFinding> next = changes.apply(known).stream()
                    .filter(finding -> left.contains(finding.fingerprint()))
                    .toList();
            List<TrackedFinding> news =
                    next.stream().filter(finding -> isNews(finding, known)).toList();
            audit.record(news, scan);
            List<TrackedFinding> beaten = store.putAll(next);
            news.stream().filter(finding -> !beaten.contains(finding)).forEach(listener::opened);
            left.clear();
            beaten.forEach(finding -> left.add(finding.fingerprint()));
        }
        if (!left.isEmpty()) {
            throw new StoreException.Unavailable(
                    "keep " + left.size() + " findings: others keep changing them", new IllegalStateException("races"));
        }
    }

    private List<TrackedFinding> seen(
            Map<Fingerprint, Finding> merged, String scan, Map<Fingerprint, TrackedFinding> known) {
        List<TrackedFinding> next = new ArrayList<>();
        merged.forEach((fingerprint, finding) -> {
            Sighting sighting = new Sighting(finding, scan, now());
            TrackedFinding before = known.get(fingerprint);
            next.add(before == null ? TrackedFinding.first(sighting, limits) : before.seen(sighting, limits));
        });
        return next;
    }

    private static boolean isNews(TrackedFinding finding, Map<Fingerprint, TrackedFinding> known) {
        TrackedFinding before = known.get(finding.fingerprint());
        return before == null || before.state() != finding.state();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
