package dev.gatehouse.scanner.response;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditEvent.Outcome;
import dev.gatehouse.client.audit.AuditSink;
import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.triage.FindingState;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Records what responses do by themselves, and what was approved. An event is written before the change is stored; where that then fails, the event comes a
 * second time with the next attempt.
 */
public final class ResponseAudit {
    private static final String SOURCE = "scanner-worker";

    private final AuditSink sink;
    private final Supplier<String> ids;
    private final InstantSource clock;

    /** @param ids gives each event its unique id */
    public ResponseAudit(AuditSink sink, Supplier<String> ids, InstantSource clock) {
        this.sink = sink;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws dev.gatehouse.client.audit.AuditUnavailable nothing was recorded */
    void record(Response response, String verb, Outcome outcome, String reason) {
        sink.record(List.of(event(
                TrackedFinding.SCANNER,
                "response:" + verb,
                "response:/" + response.id(),
                Optional.of(Long.toString(response.version())),
                outcome,
                reason,
                response.finding().text())));
    }

    /**
     * Records who approved a step, and what was said about it.
     *
     * @throws dev.gatehouse.client.audit.AuditUnavailable nothing was recorded
     */
    void approved(Response response, String step, String who, Optional<String> comment) {
        String what = response.plan().name() + "/" + step;
        sink.record(List.of(event(
                who,
                "response:approved",
                "response:/" + response.id(),
                Optional.of(Long.toString(response.version())),
                Outcome.SUCCESS,
                comment.map(said -> what + ": " + said).orElse(what),
                response.finding().text())));
    }

    /** @throws dev.gatehouse.client.audit.AuditUnavailable nothing was recorded */
    void decided(Fingerprint finding, FindingState to, long version, String response) {
        sink.record(List.of(event(
                TrackedFinding.SCANNER,
                "finding:" + to.word(),
                "finding:/" + finding.text(),
                Optional.of(Long.toString(version)),
                Outcome.SUCCESS,
                "verified",
                response)));
    }

    private AuditEvent event(
            String principal,
            String action,
            String resource,
            Optional<String> version,
            Outcome outcome,
            String reason,
            String request) {
        return new AuditEvent(
                ids.get(),
                clock.instant(),
                SOURCE,
                principal,
                action,
                resource,
                version,
                outcome,
                Optional.of(reason),
                "local",
                request);
    }
}
