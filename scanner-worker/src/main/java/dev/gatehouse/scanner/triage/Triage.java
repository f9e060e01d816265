package dev.gatehouse.scanner.triage;

import dev.gatehouse.scanner.finding.Fingerprint;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What people do with findings. */
public final class Triage {
    private final FindingStore store;
    private final TrackingLimits limits;
    private final InstantSource clock;

    public Triage(FindingStore store, TrackingLimits limits, InstantSource clock) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Decides about a finding.
     *
     * @param expected the version that the caller saw; empty for whichever there is
     */
    public TriageResult decide(Fingerprint fingerprint, StateOrder order, OptionalLong expected) {
        Optional<TrackedFinding> found = store.find(fingerprint);
        if (found.isEmpty()) {
            return new TriageResult.NoSuchFinding();
        }
        TrackedFinding before = found.get();
        if (expected.isPresent() && expected.getAsLong() != before.version()) {
            return new TriageResult.Stale(before.version());
        }
        if (before.state() == order.to()) {
            return new TriageResult.SameState();
        }
        TrackedFinding after = before.decided(order, clock.instant().truncatedTo(ChronoUnit.MILLIS), limits);
        return store.putAll(List.of(after)).isEmpty()
                ? new TriageResult.Decided(after)
                : new TriageResult.Stale(
                        store.find(fingerprint).map(TrackedFinding::version).orElse(before.version() + 1));
    }
}
