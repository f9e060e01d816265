package dev.gatehouse.config.contract;

import dev.gatehouse.config.contract.Action.Kind;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterStore;
import dev.gatehouse.config.parameter.ParameterValue;
import dev.gatehouse.config.parameter.Precondition;
import dev.gatehouse.config.parameter.WriteResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings a store to what the contract says. What a person wrote is never deleted, and is overwritten only where it
 * breaks the contract and the mode says so. A store that fails on the way throws; what was written stays, and applying
 * again goes on from there.
 */
public final class ContractApply {
    private final Contract contract;
    private final ParameterStore store;

    public ContractApply(Contract contract, ParameterStore store) {
        this.contract = contract;
        this.store = store;
    }

    /** How far applying may go. */
    public enum Mode {
        /** Creates what is missing, and overwrites nothing. */
        ADD_MISSING,
        /** Also writes anew what breaks the contract. */
        RECONCILE
    }

    /**
     * Applies the contract to one environment.
     *
     * <p>In {@link Mode#RECONCILE} a value that is right but not kept secure is written anew as it is; any other that
     * breaks the contract goes back to the default. Parameters that the contract does not know are not touched, and not
     * in the result.
     *
     * @param dryRun whether to say only what would be done
     * @return what was done, ordered by path
     * @throws IllegalArgumentException the contract does not know the environment
     */
    public List<Action> apply(String environment, Mode mode, boolean dryRun) {
        if (!contract.environments().contains(environment)) {
            throw new IllegalArgumentException("the contract does not know this environment");
        }
        Map<ParameterPath, Parameter> stored = store.listAll(contract.root(environment)).stream()
                .collect(Collectors.toMap(Parameter::path, Function.identity(), (first, again) -> again));
        Stream<Step> missing = contract.specs().values().stream()
                .filter(spec -> !stored.containsKey(contract.path(environment, spec)))
                .flatMap(spec -> missing(environment, spec).stream());
        Stream<Step> present =
                stored.values().stream().flatMap(parameter -> present(environment, mode, parameter).stream());
        return Stream.concat(missing, present)
                .sorted(Comparator.comparing(step -> step.plan().path()))
                .map(step -> dryRun ? step.plan() : perform(step))
                .toList();
    }

    /**
     * One path's part of the plan.
     *
     * @param write what to write; empty where nothing is to be done
     */
    private record Step(Action plan, Optional<ParameterValue> write, Precondition precondition) {
        static Step nothing(Kind kind, ParameterPath path, OptionalLong version) {
            return new Step(new Action(kind, path, version), Optional.empty(), Precondition.NONE);
        }
    }

    private Optional<Step> missing(String environment, ParameterSpec spec) {
        ParameterPath path = contract.path(environment, spec);
        Optional<String> text = spec.defaultFor(environment);
        if (text.isPresent()) {
            return Optional.of(new Step(
                    new Action(Kind.CREATED, path, OptionalLong.empty()), text.map(spec::value), Precondition.ABSENT));
        }
        return spec.required()
                ? Optional.of(Step.nothing(Kind.NEEDS_VALUE, path, OptionalLong.empty()))
                : Optional.empty();
    }

    private Optional<Step> present(String environment, Mode mode, Parameter parameter) {
        return contract.spec(parameter.path()).map(spec -> {
            OptionalLong version = OptionalLong.of(parameter.version());
            if (mode == Mode.ADD_MISSING || spec.check(parameter.value()).isEmpty()) {
                return Step.nothing(Kind.KEPT, parameter.path(), version);
            }
            return corrected(spec, environment, parameter)
                    .map(value -> new Step(
                            new Action(Kind.REWRITTEN, parameter.path(), OptionalLong.empty()),
                            Optional.of(value),
                            new Precondition.Matches(parameter.version())))
                    .orElseGet(() -> Step.nothing(Kind.NEEDS_VALUE, parameter.path(), version));
        });
    }

    private static Optional<ParameterValue> corrected(ParameterSpec spec, String environment, Parameter parameter) {
        ParameterValue asItIs = spec.value(parameter.value().text());
        return spec.check(asItIs).isEmpty()
                ? Optional.of(asItIs)
                : spec.defaultFor(environment).map(spec::value);
    }

    private Action perform(Step step) {
        if (step.write().isEmpty()) {
            return step.plan();
        }
        Action plan = step.plan();
        return switch (store.put(plan.path(), step.write().get(), step.precondition())) {
            case WriteResult.Written written ->
                new Action(plan.kind(), plan.path(), OptionalLong.of(written.version()));
            case WriteResult.Conflict conflict ->
                new Action(plan.kind() == Kind.CREATED ? Kind.KEPT : Kind.CONFLICT, plan.path(), conflict.current());
        };
    }
}
