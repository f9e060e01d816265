package dev.gatehouse.config.delivery;

import dev.gatehouse.config.access.Capabilities;
import dev.gatehouse.config.access.Resources;
import dev.gatehouse.config.contract.Action;
import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.contract.ContractApply;
import dev.gatehouse.config.contract.ContractDiff;
import dev.gatehouse.config.contract.Deviation;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.snapshot.ChangeListener;
import dev.gatehouse.service.access.AuditTrail;
import dev.gatehouse.service.access.Caller;
import dev.gatehouse.service.access.Capability;
import dev.gatehouse.service.access.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The contract as a caller may compare it and apply it. */
public final class GuardedContract {
    private final Contract contract;
    private final ParameterStore store;
    private final TemplateApply templates;
    private final ReadLog reads;
    private final Gatekeeper gate;
    private final AuditTrail trail;
    private final ChangeListener changes;

    public GuardedContract(
            Contract contract,
            ParameterStore store,
            TemplateApply templates,
            ReadLog reads,
            Gatekeeper gate,
            AuditTrail trail,
            ChangeListener changes) {
        this.contract = contract;
        this.store = store;
        this.templates = templates;
        this.reads = reads;
        this.gate = gate;
        this.trail = trail;
        this.changes = changes;
    }

    /**
     * What deviates from the contract.
     *
     * @param readSince since when readings are known, for those that say that nobody read a parameter
     */
    public record Diff(List<Deviation> deviations, Instant readSince) {}

    /** Empty where the contract does not know the environment. */
    public Optional<Diff> diff(Caller caller, String environment) {
        gate.require(caller, Capabilities.READ, Resources.contract(contract.project(), environment));
        return known(environment)
                .map(e -> new Diff(
                        ContractDiff.of(contract, e, store.listAll(contract.root(e)), reads::contains), reads.since()));
    }

    /**
     * What applying did.
     *
     * @param secrets what became of the template's secrets; empty where they were not asked for
     */
    public record Applied(List<Action> parameters, List<TemplateApply.Outcome> secrets) {}

    /**
     * Applies the contract to an environment; empty where the contract does not know it.
     *
     * @param secrets whether the secrets of the template that are missing are created too
     * @throws PlaceholdersNotAllowed placeholders are asked for outside local mode; nothing was changed
     */
    public Optional<Applied> apply(
            Caller caller,
            String environment,
            ContractApply.Mode mode,
            boolean dryRun,
            Optional<TemplateApply.Placeholders> secrets) {
        Resource resource = Resources.contract(contract.project(), environment);
        gate.require(caller, Capability.ADMIN, resource);
        secrets.ifPresent(templates::check);
        if (dryRun) {
            return known(environment)
                    .map(e -> new Applied(
                            new ContractApply(contract, store).apply(e, mode, true), templates(e, secrets, true)));
        }
        return known(environment)
                .map(e -> trail.change(
                        caller,
                        resource,
                        "apply",
                        () -> applied(caller, e, mode, secrets),
                        applied -> new AuditTrail.Done(Optional.empty())));
    }

    /** Each part is on record as soon as it is written: the next one may fail. */
    private Applied applied(
            Caller caller, String environment, ContractApply.Mode mode, Optional<TemplateApply.Placeholders> secrets) {
        try {
            List<Action> actions = new ContractApply(contract, store).apply(environment, mode, false);
            trail.wrote(
                    caller, actions.stream().flatMap(GuardedContract::written).toList());
            List<TemplateApply.Outcome> outcomes = templates(environment, secrets, false);
            trail.wrote(
                    caller, outcomes.stream().flatMap(GuardedContract::written).toList());
            return new Applied(actions, outcomes);
        } finally {
            contract.specs().values().forEach(spec -> changes.parameterChanged(contract.path(environment, spec)));
        }
    }

    private List<TemplateApply.Outcome> templates(
            String environment, Optional<TemplateApply.Placeholders> secrets, boolean dryRun) {
        return secrets.map(placeholders -> templates.apply(environment, placeholders, dryRun))
                .orElse(List.of());
    }

    private static Stream<AuditTrail.Written> written(Action action) {
        boolean wrote = action.kind() == Action.Kind.CREATED || action.kind() == Action.Kind.REWRITTEN;
        return wrote && action.version().isPresent()
                ? Stream.of(new AuditTrail.Written(
                        Resources.parameter(action.path()),
                        Long.toString(action.version().getAsLong())))
                : Stream.of();
    }

    private static Stream<AuditTrail.Written> written(TemplateApply.Outcome outcome) {
        return outcome.version().stream()
                .map(version -> new AuditTrail.Written(Resources.secret(outcome.name()), version.value()));
    }

    private Optional<String> known(String environment) {
        return Optional.of(environment).filter(contract.environments()::contains);
    }
}
