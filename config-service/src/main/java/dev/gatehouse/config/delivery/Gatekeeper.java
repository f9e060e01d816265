package dev.gatehouse.config.delivery;

import dev.gatehouse.config.access.ParameterTokenStore;
import dev.gatehouse.config.access.Resources;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.Forbidden;
import dev.gatehouse.service.access.Resource;

/**
 * Decides on a final canonical name whether a caller may go on, and records every refusal.
 *
 * <p>What lies outside the service's project, and what the service keeps for itself inside it, is nobody's, whatever a
 * policy says.
 */
public final class Gatekeeper {
    private final ParameterPath project;
    private final ParameterPath reserved;
    private final AuditTrail trail;

    public Gatekeeper(String project, AuditTrail trail) {
        this.project = ParameterPath.of(project);
        this.reserved = ParameterTokenStore.reserved(project);
        this.trail = trail;
    }

    /** @throws Forbidden the caller may not; the refusal is on record */
    public void require(Caller caller, Capability capability, ParameterPath path) {
        require(caller, capability, Resources.parameter(path), inside(path));
    }

    /** @throws Forbidden the caller may not; the refusal is on record */
    public void require(Caller caller, Capability capability, SecretName name) {
        require(caller, capability, Resources.secret(name), inside(name));
    }

    /** @throws Forbidden the caller may not; the refusal is on record */
    public void require(Caller caller, Capability capability, Resource resource) {
        require(caller, capability, resource, true);
    }

    /** Refuses, whatever the caller's policies say; the refusal is on record. */
    Forbidden refusal(Caller caller, Capability capability, SecretName name) {
        trail.denied(caller, Resources.secret(name), capability.word());
        return new Forbidden();
    }

    public boolean may(Caller caller, Capability capability, ParameterPath path) {
        return inside(path) && caller.may(capability, Resources.parameter(path));
    }

    public boolean may(Caller caller, Capability capability, SecretName name) {
        return inside(name) && caller.may(capability, Resources.secret(name));
    }

    private void require(Caller caller, Capability capability, Resource resource, boolean inside) {
        if (!inside || !caller.may(capability, resource)) {
            trail.denied(caller, resource, capability.word());
            throw new Forbidden();
        }
    }

    private boolean inside(ParameterPath path) {
        return project.contains(path) && !reserved.contains(path);
    }

    private boolean inside(SecretName name) {
        return name.value().startsWith(project.value().substring(1) + "/");
    }
}
