package dev.gatehouse.scanner.access;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.response.KillSwitch;
import dev.gatehouse.scanner.response.Response;
import dev.gatehouse.scanner.response.ResponseFilter;
import dev.gatehouse.scanner.response.ResponsePage;
import dev.gatehouse.scanner.response.Responses;
import dev.gatehouse.scanner.response.plan.PlanSet;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.AuditTrail.Done;
import dev.gatehouse.service.access.AuditTrail.NotDone;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.Resource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Responses, as far as somebody may see and order them. */
public final class GuardedResponses {
    private final Responses responses;
    private final Gatekeeper gate;
    private final AuditTrail trail;

    public GuardedResponses(Responses responses, Gatekeeper gate, AuditTrail trail) {
        this.responses = responses;
        this.gate = gate;
        this.trail = trail;
    }

    /** A part of the list. */
    public ResponsePage list(Caller caller, ResponseFilter filter, Optional<String> cursor, int limit) {
        gate.require(caller, Capabilities.READ, Capabilities.responses());
        return responses.list(filter, cursor, limit);
    }

    /** A response; empty where there is none. */
    public Optional<Response> read(Caller caller, String id) {
        gate.require(caller, Capabilities.READ, Capabilities.responses());
        return responses.find(id);
    }

    /** Asks for a response; see {@link Responses#start}. */
    public Responses.Started start(
            Caller caller, Fingerprint finding, Optional<String> plan, Optional<Boolean> dryRun) {
        gate.require(caller, Capabilities.RESPOND, Capabilities.responses());
        return trail.change(
                caller,
                Capabilities.finding(finding),
                "respond",
                () -> responses.start(finding, plan, dryRun, caller.principal().name()),
                started -> switch (started) {
                    case Responses.Begun(Response begun) -> new Done(begun.id());
                    case Responses.Known(Response known) -> new Done(known.id());
                    case Responses.Refused(Responses.Refusal why) ->
                        new NotDone(why.name().toLowerCase(Locale.ROOT).replace('_', '-'));
                });
    }

    /** Approves the step that waits for it; see {@link Responses#approve}. */
    public Responses.Changed approve(Caller caller, String id, Optional<String> comment) {
        return change(
                caller,
                Capabilities.APPROVE,
                id,
                "approve",
                () -> responses.approve(id, caller.principal().name(), comment));
    }

    /** Ends a response. */
    public Responses.Changed cancel(Caller caller, String id) {
        return change(caller, Capabilities.RESPOND, id, "cancel", () -> responses.cancel(id));
    }

    /** Has given back what a response took. */
    public Responses.Changed undo(Caller caller, String id) {
        return change(caller, Capabilities.RESPOND, id, "undo", () -> responses.undo(id));
    }

    /** The kill switch. */
    public KillSwitch killSwitch(Caller caller) {
        gate.require(caller, Capabilities.READ, Capabilities.responses());
        return responses.killSwitch();
    }

    /** Sets the kill switch, on record. */
    public KillSwitch set(Caller caller, boolean on, String reason) {
        gate.require(caller, Capabilities.APPROVE, Capabilities.responses());
        return trail.change(
                caller,
                Capabilities.responses(),
                on ? "switch-on" : "switch-off",
                () -> responses.set(on, reason, caller.principal().name()),
                set -> new Done(Optional.empty()));
    }

    /** The plans. */
    public PlanSet plans(Caller caller) {
        gate.require(caller, Capabilities.READ, Capabilities.responses());
        return responses.plans();
    }

    private Responses.Changed change(
            Caller caller, Capability capability, String id, String verb, Supplier<Responses.Changed> change) {
        gate.require(caller, capability, Capabilities.responses());
        Resource resource = responses
                .find(id)
                .map(known -> new Resource(Capabilities.RESPONSE, "/" + known.id()))
                .orElseGet(Capabilities::responses);
        return trail.change(caller, resource, verb, change, changed -> switch (changed) {
            case Responses.Done(Response done) -> new Done(Long.toString(done.version()));
            case Responses.NotPossible no -> new NotDone("not-possible");
            case Responses.NoSuchResponse none -> new NotDone("not-found");
        });
    }
}
