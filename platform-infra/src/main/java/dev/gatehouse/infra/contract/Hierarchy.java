package dev.gatehouse.infra.contract;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The tree of parameters, by the contract that config-service keeps.
 *
 * @param project      the first segment of every path
 * @param applications what reads it
 * @param parameters   by environment, in the order of their paths; what has no default is left to who writes it
 */
public record Hierarchy(
        String project, List<Application> applications, Map<String, List<ParameterDefinition>> parameters) {
    /** Copies what it holds. */
    public Hierarchy {
        applications = List.copyOf(applications);
        parameters = Map.copyOf(parameters);
    }

    /** The contract that this program was built with. */
    public static Hierarchy shipped() {
        return HierarchyReader.read(Documents.hierarchy());
    }

    /** The parameters of an environment. */
    public List<ParameterDefinition> of(String environment) {
        List<ParameterDefinition> known = parameters.get(environment);
        if (known == null) {
            throw new IllegalArgumentException("the contract has no environment " + environment);
        }
        return known;
    }

    /** Where the tree of an environment begins. */
    public String root(String environment) {
        return "/" + project + "/" + environment;
    }

    /**
     * The secrets that only some applications need: those that an application's own layers refer to. What the shared layers
     * refer to, config-service alone hands out, since there its policies tell who of all may have it.
     */
    public NavigableSet<String> secretsOf(Application application, String environment) {
        NavigableSet<String> secrets = new TreeSet<>();
        of(environment).stream()
                .filter(application::owns)
                .forEach(parameter -> parameter.secret().ifPresent(secrets::add));
        return secrets;
    }

    /** The applications that read what the safety system's key seals. */
    public List<Application> underSafety(String environment) {
        return applications.stream()
                .filter(each -> of(environment).stream()
                        .filter(each::owns)
                        .anyMatch(parameter -> parameter.dataClass() == DataClass.SAFETY
                                && (parameter.kind() == ParameterDefinition.Kind.SEALED
                                        || parameter.secret().isPresent())))
                .toList();
    }
}
