package dev.gatehouse.config.contract;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.parameter.ParameterValue;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each parameter of a project means: its hierarchy is {@code /project/environment/group/...}.
 *
 * <p>A group of applications has a subtree for each of them, and one named {@code common} for all. The groups
 * {@code global}, {@code system} and {@code features} have none. Paths of other projects are no business of this
 * contract, and break none of its rules.
 *
 * @param environments in the order of the contract
 * @param groups by name
 * @param applications by name
 * @param specs by the path below the environment
 * @param unknown what becomes of the writes of parameters that no spec covers
 */
public record Contract(
        String project,
        List<String> environments,
        Map<String, Group> groups,
        Map<String, Application> applications,
        SortedMap<String, ParameterSpec> specs,
        Unknown unknown) {
    /** What becomes of the write of a parameter that no spec covers. */
    public enum Unknown {
        REFUSE,
        ALLOW
    }

    public Contract {
        environments = List.copyOf(environments);
        groups = Map.copyOf(groups);
        applications = Map.copyOf(applications);
        specs = Collections.unmodifiableSortedMap(new TreeMap<>(specs));
    }

    /** The path that a whole environment stands below. */
    public ParameterPath root(String environment) {
        return new ParameterPath("/" + project + "/" + environment);
    }

    /** The path of a spec in an environment. */
    public ParameterPath path(String environment, ParameterSpec spec) {
        return root(environment).resolve(spec.path());
    }

    public Optional<Application> application(String name) {
        return Optional.ofNullable(applications.get(name));
    }

    /** What an application's snapshot is made of, lowest first; empty where the contract does not know one of the two. */
    public List<Layer> layers(String environment, String application) {
        Application known = applications.get(application);
        if (known == null || !environments.contains(environment)) {
            return List.of();
        }
        return layerNames(known).stream()
                .map(name -> new Layer(name, root(environment).resolve(name)))
                .toList();
    }

    /**
     * What is said of a parameter: by its own spec, or else, since a higher layer may override a lower one, by the spec
     * of the same key in the nearest layer below.
     */
    public Optional<ParameterSpec> spec(ParameterPath path) {
        if (!knowsEnvironment(path) || path.segments().size() < 3) {
            return Optional.empty();
        }
        String below = path.relativeTo(root(path.segments().get(1)));
        return Optional.ofNullable(specs.get(below)).or(() -> inherited(below));
    }

    /** The rules that the write of this value would break. The messages never contain it. */
    public List<Violation> check(ParameterPath path, ParameterValue value) {
        if (!governs(path)) {
            return List.of();
        }
        if (!knowsEnvironment(path)) {
            return List.of(new Violation(
                    Rule.UNKNOWN_ENVIRONMENT, "the environment must be one of " + String.join(", ", environments)));
        }
        return spec(path).map(spec -> spec.check(value)).orElseGet(this::unknownParameter);
    }

    /** The rules that deleting this path would break. */
    public List<Violation> checkDelete(ParameterPath path) {
        return knowsEnvironment(path)
                        && exact(path).filter(ParameterSpec::required).isPresent()
                ? List.of(new Violation(Rule.REQUIRED, "is required, so it can't be deleted"))
                : List.of();
    }

    /** Whether the path is this project's. */
    public boolean governs(ParameterPath path) {
        return path.segments().getFirst().equals(project);
    }

    /** The spec of exactly this path, none that is inherited. */
    Optional<ParameterSpec> exact(ParameterPath path) {
        return spec(path).filter(spec -> path.equals(path(path.segments().get(1), spec)));
    }

    /** The layers of an application by the path below the environment, lowest first. */
    static List<String> layerNames(Application application) {
        return List.of(
                Group.GLOBAL,
                Group.SYSTEM,
                application.group() + "/" + Group.COMMON,
                application.group() + "/" + application.name());
    }

    private boolean knowsEnvironment(ParameterPath path) {
        List<String> segments = path.segments();
        return governs(path) && segments.size() > 1 && environments.contains(segments.get(1));
    }

    private List<Violation> unknownParameter() {
        return unknown == Unknown.ALLOW
                ? List.of()
                : List.of(new Violation(Rule.UNKNOWN_PARAMETER, "is not in the contract"));
    }

    private Optional<ParameterSpec> inherited(String below) {
        for (Application application : applications.values()) {
            List<String> layers = layerNames(application);
            for (int i = layers.size() - 1; i > 0; i--) {
                if (below.startsWith(layers.get(i) + "/")) {
                    return nearest(
                            layers.subList(0, i), below.substring(layers.get(i).length() + 1));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<ParameterSpec> nearest(List<String> layers, String key) {
        return layers.reversed().stream()
                .flatMap(layer -> Optional.ofNullable(specs.get(layer + "/" + key)).stream())
                .findFirst();
    }
}
