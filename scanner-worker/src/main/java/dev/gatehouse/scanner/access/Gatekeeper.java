package dev.gatehouse.scanner.access;

import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.access.Resource;

/** Decides whether a caller may go on, and records every refusal. */
public final class Gatekeeper {
    private final AuditTrail trail;

    public Gatekeeper(AuditTrail trail) {
        this.trail = trail;
    }

    /** @throws Forbidden the caller may not; the refusal is on record */
    public void require(Caller caller, Capability capability, Resource resource) {
        if (!caller.may(capability, resource)) {
            trail.denied(caller, resource, capability.word());
            throw new Forbidden();
        }
    }
}
