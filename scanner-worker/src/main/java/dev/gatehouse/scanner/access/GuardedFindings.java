package dev.gatehouse.scanner.access;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.triage.FindingFilter;
import dev.gatehouse.scanner.triage.FindingPage;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.triage.StateOrder;
import dev.gatehouse.scanner.triage.TrackedFinding;
import dev.gatehouse.scanner.triage.Triage;
import dev.gatehouse.scanner.triage.TriageResult;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.AuditTrail.Done;
import dev.gatehouse.service.access.AuditTrail.NotDone;
import dev.gatehouse.service.access.AuditTrail.Read;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Resource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Findings, as far as somebody may see and decide about them. Whoever may read {@code finding:/} may list and export; each
 * that is listed has to be allowed too.
 */
public final class GuardedFindings {
    private static final int EXPORT_PAGE = 500;

    private final FindingStore store;
    private final Triage triage;
    private final Gatekeeper gate;
    private final AuditTrail trail;

    public GuardedFindings(FindingStore store, Triage triage, Gatekeeper gate, AuditTrail trail) {
        this.store = store;
        this.triage = triage;
        this.gate = gate;
        this.trail = trail;
    }

    /** A part of the list; findings that the caller may not read are not in it. */
    public FindingPage list(Caller caller, FindingFilter filter, Optional<String> cursor, int limit) {
        gate.require(caller, Capabilities.READ, Capabilities.findings());
        return visible(caller, store.list(filter, cursor, limit));
    }

    /** A finding; empty where there is none. */
    public Optional<TrackedFinding> read(Caller caller, Fingerprint fingerprint) {
        Resource finding = Capabilities.finding(fingerprint);
        gate.require(caller, Capabilities.READ, finding);
        return store.find(fingerprint);
    }

    /** Decides about a finding, on record. */
    public TriageResult decide(
            Caller caller, Fingerprint fingerprint, FindingState to, Optional<String> reason, OptionalLong expected) {
        Resource finding = Capabilities.finding(fingerprint);
        gate.require(caller, Capabilities.TRIAGE, finding);
        StateOrder order = new StateOrder(to, caller.principal().name(), reason);
        return trail.change(
                caller,
                finding,
                to.word(),
                () -> triage.decide(fingerprint, order, expected),
                result -> switch (result) {
                    case TriageResult.Decided(TrackedFinding decided) -> new Done(Long.toString(decided.version()));
                    case TriageResult.Stale stale -> new NotDone("stale");
                    case TriageResult.SameState same -> new NotDone("same-state");
                    case TriageResult.NoSuchFinding none -> new NotDone("not-found");
                });
    }

    /**
     * All findings of a filter, read as they are asked for. That they were exported is on record before the first.
     *
     * @param format what they are exported as, for the record
     */
    public Iterator<TrackedFinding> export(Caller caller, FindingFilter filter, String format) {
        gate.require(caller, Capabilities.READ, Capabilities.findings());
        trail.read(caller, List.of(new Read(Capabilities.findings(), "export as " + format)));
        return new Iterator<>() {
            private FindingPage page = visible(caller, store.list(filter, Optional.empty(), EXPORT_PAGE));
            private Iterator<TrackedFinding> items = page.findings().iterator();

            @Override
            public boolean hasNext() {
                while (!items.hasNext() && page.next().isPresent()) {
                    page = visible(caller, store.list(filter, page.next(), EXPORT_PAGE));
                    items = page.findings().iterator();
                }
                return items.hasNext();
            }

            @Override
            public TrackedFinding next() {
                // Asked for here too: an iterator may be used without hasNext.
                var _ = hasNext();
                return items.next();
            }
        };
    }

    private static FindingPage visible(Caller caller, FindingPage page) {
        List<TrackedFinding> visible = page.findings().stream()
                .filter(finding -> caller.may(Capabilities.READ, Capabilities.finding(finding.fingerprint())))
                .toList();
        return new FindingPage(visible, page.next());
    }
}
