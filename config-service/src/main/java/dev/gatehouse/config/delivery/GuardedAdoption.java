package dev.gatehouse.config.delivery;

import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.access.Resources;
import dev.gatehouse.config.adoption.Adoption;
import dev.gatehouse.config.adoption.AdoptionLimits;
import dev.gatehouse.config.adoption.HolderReport;
import dev.gatehouse.config.adoption.Holding;
import dev.gatehouse.config.adoption.SecretAdoption;
import dev.gatehouse.config.cache.StaleCache;
import dev.gatehouse.config.secret.Secret;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Caller;
import java.util.List;
import java.util.Optional;

/** Which versions are in use, as a caller may say of itself and see of others; what is newly held is on record before. */
public final class GuardedAdoption {
    private static final String VERB = "adopt";

    private final Adoption adoption;
    private final StaleCache<SecretName, Secret> copies;
    private final Gatekeeper gate;
    private final AuditTrail trail;

    public GuardedAdoption(
            Adoption adoption, StaleCache<SecretName, Secret> copies, Gatekeeper gate, AuditTrail trail) {
        this.adoption = adoption;
        this.copies = copies;
        this.gate = gate;
        this.trail = trail;
    }

    public AdoptionLimits limits() {
        return adoption.limits();
    }

    /**
     * Takes what a caller says that it holds.
     *
     * @return secrets of the report whose current version is another one
     * @throws dev.gatehouse.service.access.Forbidden the caller may not read one of them, and could not hold it
     * @throws dev.gatehouse.config.adoption.InvalidReport it holds more than is allowed
     */
    public List<SecretName> report(Caller caller, HolderReport report) {
        report.holdings().forEach(holding -> gate.require(caller, Capabilities.READ, holding.secret()));
        adoption.report(caller.principal().name(), report, adopted -> record(caller, adopted));
        return report.holdings().stream()
                .filter(this::outdated)
                .map(Holding::secret)
                .toList();
    }

    private void record(Caller caller, List<Holding> adopted) {
        trail.handedOut(
                caller,
                VERB,
                adopted.stream()
                        .map(holding -> new AuditTrail.Read(
                                Resources.secret(holding.secret()),
                                holding.version().value()))
                        .toList());
    }

    private boolean outdated(Holding holding) {
        return copies.get(holding.secret())
                .map(held -> !held.value().version().equals(holding.version()))
                .orElse(false);
    }

    /** Who holds which version; empty where there is no such secret. */
    public Optional<SecretAdoption> of(Caller caller, SecretName name) {
        gate.require(caller, Capabilities.LIST, name);
        return adoption.of(name);
    }
}
