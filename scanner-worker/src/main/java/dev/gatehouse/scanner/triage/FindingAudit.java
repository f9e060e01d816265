package dev.gatehouse.scanner.triage;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditEvent.Outcome;
import dev.gatehouse.client.audit.AuditSink;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Records what the scanner itself finds and reopens. An event is written before the finding is, so that no finding goes
 * unrecorded; where the write then fails, the event comes a second time with the next attempt.
 */
public final class FindingAudit {
    private static final String SOURCE = "scanner-worker";

    private final AuditSink sink;
    private final Supplier<String> ids;
    private final InstantSource clock;

    /** @param ids gives each event its unique id */
    public FindingAudit(AuditSink sink, Supplier<String> ids, InstantSource clock) {
        this.sink = sink;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Records findings that are new or open again.
     *
     * @throws dev.gatehouse.client.audit.AuditUnavailable nothing was recorded
     */
    void record(List<TrackedFinding> findings, String scan) {
        if (!findings.isEmpty()) {
            sink.record(findings.stream()
                    .map(finding -> event(
                            finding,
                            finding.version() == 1 ? "finding:found" : "finding:reopened",
                            finding.rule(),
                            scan))
                    .toList());
        }
    }

    /**
     * Records what was learned of a finding's credential.
     *
     * @throws dev.gatehouse.client.audit.AuditUnavailable nothing was recorded
     */
    void judged(TrackedFinding finding) {
        sink.record(List.of(event(finding, "finding:judged", finding.validity().word(), "judging")));
    }

    private AuditEvent event(TrackedFinding finding, String action, String reason, String scan) {
        return new AuditEvent(
                ids.get(),
                clock.instant(),
                SOURCE,
                TrackedFinding.SCANNER,
                action,
                "finding:/" + finding.fingerprint(),
                Optional.of(Long.toString(finding.version())),
                Outcome.SUCCESS,
                Optional.of(reason),
                "local",
                scan);
    }
}
