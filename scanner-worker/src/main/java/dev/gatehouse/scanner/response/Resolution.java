package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.triage.StateOrder;
import dev.gatehouse.scanner.triage.TrackedFinding;
import dev.gatehouse.scanner.triage.Triage;
import dev.gatehouse.scanner.triage.TriageResult;
import java.util.Optional;
import java.util.OptionalLong;

/** Decides about findings in the scanner's own name, on record. */
public final class Resolution {
    private static final int ROUNDS = 20;

    private final FindingStore store;
    private final Triage triage;
    private final ResponseAudit audit;

    public Resolution(FindingStore store, Triage triage, ResponseAudit audit) {
        this.store = store;
        this.triage = triage;
        this.audit = audit;
    }

    Optional<TrackedFinding> find(Fingerprint fingerprint) {
        return store.find(fingerprint);
    }

    /** Decides about a finding that is open or acknowledged; what a person has decided otherwise stays. */
    void decide(Fingerprint fingerprint, FindingState to, String reason, String response) {
        String bounded = reason.length() > StateOrder.MAX_REASON ? reason.substring(0, StateOrder.MAX_REASON) : reason;
        StateOrder order = new StateOrder(to, TrackedFinding.SCANNER, Optional.of(bounded));
        for (int round = 0; round < ROUNDS; round++) {
            Optional<TrackedFinding> finding = store.find(fingerprint);
            boolean mine = finding.filter(found -> found.state() == FindingState.OPEN
                            || (found.state() == FindingState.ACKNOWLEDGED && to == FindingState.RESOLVED))
                    .isPresent();
            if (!mine) {
                return;
            }
            audit.decided(fingerprint, to, finding.get().version() + 1, response);
            TriageResult result = triage.decide(
                    fingerprint, order, OptionalLong.of(finding.get().version()));
            if (!(result instanceof TriageResult.Stale)) {
                return;
            }
        }
        throw new IllegalStateException("a finding keeps changing");
    }
}
