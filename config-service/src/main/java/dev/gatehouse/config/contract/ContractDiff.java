package dev.gatehouse.config.contract;

import dev.gatehouse.config.contract.Deviation.Kind;
import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what is stored with what the contract says. */
public final class ContractDiff {
    private ContractDiff() {}

    /**
     * What deviates in one environment, ordered by path.
     *
     * @param stored everything below the environment
     * @param read whether anybody read the path
     * @throws IllegalArgumentException the contract does not know the environment
     */
    public static List<Deviation> of(
            Contract contract, String environment, List<Parameter> stored, Predicate<ParameterPath> read) {
        if (!contract.environments().contains(environment)) {
            throw new IllegalArgumentException("the contract does not know this environment");
        }
        Set<ParameterPath> paths = stored.stream().map(Parameter::path).collect(Collectors.toSet());
        Stream<Deviation> missing = contract.specs().values().stream()
                .filter(spec -> !paths.contains(contract.path(environment, spec)))
                .flatMap(spec -> missing(contract, environment, spec).stream());
        Stream<Deviation> deviating = stored.stream().flatMap(parameter -> deviations(contract, parameter, read));
        return Stream.concat(missing, deviating).sorted().toList();
    }

    private static Optional<Deviation> missing(Contract contract, String environment, ParameterSpec spec) {
        ParameterPath path = contract.path(environment, spec);
        if (spec.required()) {
            return Optional.of(new Deviation(Kind.MISSING, path, Rule.REQUIRED.word(), "is required"));
        }
        return spec.defaultFor(environment)
                .map(text -> new Deviation(Kind.MISSING, path, Kind.MISSING.word(), "has a default in the contract"));
    }

    private static Stream<Deviation> deviations(Contract contract, Parameter parameter, Predicate<ParameterPath> read) {
        ParameterPath path = parameter.path();
        Stream<Deviation> violations = contract.spec(path)
                .map(spec -> spec.check(parameter.value()).stream())
                .orElseGet(() -> Stream.of(new Violation(Rule.UNKNOWN_PARAMETER, "is not in the contract")))
                .map(v -> new Deviation(Kind.of(v.rule()), path, v.rule().word(), v.message()));
        return read.test(path)
                ? violations
                : Stream.concat(
                        violations,
                        Stream.of(new Deviation(Kind.NEVER_READ, path, Kind.NEVER_READ.word(), "nobody has read it")));
    }
}
