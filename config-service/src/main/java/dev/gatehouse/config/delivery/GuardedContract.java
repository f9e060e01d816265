package dev.gatehouse.config.delivery;

import dev.gatehouse.config.access.AuditTrail;
import dev.gatehouse.config.access.Caller;
import dev.gatehouse.config.access.Capability;
import dev.gatehouse.config.access.Resource;
import dev.gatehouse.config.contract.Action;
import dev.gatehouse.config.contract.Contract;
import dev.gatehouse.config.contract.ContractApply;
import dev.gatehouse.config.contract.ContractDiff;
import dev.gatehouse.config.contract.Deviation;
import dev.gatehouse.config.parameter.ChangeListener;
import dev.gatehouse.config.parameter.ParameterStore;
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
        gate.require(caller, Capability.READ, Resource.contract(contract.project(), environment));
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
     */
    public Optional<Applied> apply(
            Caller caller,
            String environment,
            ContractApply.Mode mode,
            boolean dryRun,
            Optional<TemplateApply.Placeholders> secrets) {
        Resource resource = Resource.contract(contract.project(), environment);
        gate.require(caller, Capability.ADMIN, resource);
        if (dryRun) {
            return known(environment).map(e -> applied(e, mode, true, secrets));
        }
        return known(environment)
                .map(e -> trail.change(
                        caller,
                        resource,
                        "apply",
                        () -> {
                            Applied applied = applied(e, mode, false, secrets);
                            trail.wrote(caller, written(applied));
                            return applied;
                        },
                        applied -> new AuditTrail.Done(Optional.empty())));
    }

    private static List<AuditTrail.Written> written(Applied applied) {
        Stream<AuditTrail.Written> parameters = applied.parameters().stream()
                .filter(action -> action.kind() == Action.Kind.CREATED || action.kind() == Action.Kind.REWRITTEN)
                .filter(action -> action.version().isPresent())
                .map(action -> new AuditTrail.Written(
                        Resource.parameter(action.path()),
                        Long.toString(action.version().getAsLong())));
        Stream<AuditTrail.Written> secrets = applied.secrets().stream()
                .flatMap(outcome -> outcome.version().stream()
                        .map(version -> new AuditTrail.Written(Resource.secret(outcome.name()), version.value())));
        return Stream.concat(parameters, secrets).toList();
    }

    private Applied applied(
            String environment, ContractApply.Mode mode, boolean dryRun, Optional<TemplateApply.Placeholders> secrets) {
        try {
            List<Action> actions = new ContractApply(contract, store).apply(environment, mode, dryRun);
            return new Applied(
                    actions,
                    secrets.map(placeholders -> templates.apply(environment, placeholders, dryRun))
                            .orElse(List.of()));
        } finally {
            if (!dryRun) {
                contract.specs().values().forEach(spec -> changes.parameterChanged(contract.path(environment, spec)));
            }
        }
    }

    private Optional<String> known(String environment) {
        return Optional.of(environment).filter(contract.environments()::contains);
    }
}
