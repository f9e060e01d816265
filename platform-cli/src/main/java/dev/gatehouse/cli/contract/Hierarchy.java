package dev.gatehouse.cli.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.cli.output.Yaml;
import dev.gatehouse.cli.shell.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The contract of the hierarchy, as config-service's {@code hierarchy.yaml} has it: {@code /project/environment/...}. Read
 * here are paths, defaults and what is secure; types and ranges are config-service's to check, and so is the document.
 */
public final class Hierarchy {
    private static final Set<String> FLAT = Set.of("global", "system", "features");

    private final JsonNode document;
    private final SortedMap<String, Spec> specs;

    private Hierarchy(JsonNode document) {
        this.document = document;
        this.specs = specs(document.path("parameters"));
    }

    /**
     * Reads a document.
     *
     * @throws Failure it is no contract of version 1
     */
    public static Hierarchy parse(byte[] yaml) {
        JsonNode document = Yaml.read(yaml)
                .filter(node -> node.path("version").asInt() == 1
                        && node.path("project").isTextual()
                        && node.path("environments").isArray()
                        && node.path("parameters").isObject())
                .orElseThrow(() -> Failure.usage(
                        "the hierarchy is no contract of version 1 with project, environments and parameters"));
        return new Hierarchy(document);
    }

    private static SortedMap<String, Spec> specs(JsonNode parameters) {
        SortedMap<String, Spec> specs = new TreeMap<>();
        parameters.properties().forEach(group -> {
            if (FLAT.contains(group.getKey())) {
                put(specs, group.getKey(), group.getValue());
            } else {
                group.getValue()
                        .properties()
                        .forEach(subtree -> put(specs, group.getKey() + "/" + subtree.getKey(), subtree.getValue()));
            }
        });
        return specs;
    }

    private static void put(SortedMap<String, Spec> specs, String subtree, JsonNode below) {
        below.properties().forEach(spec -> {
            String path = subtree + "/" + spec.getKey();
            specs.put(path, new Spec(path, spec.getValue()));
        });
    }

    /** Where an environment stands. */
    public String root(String environment) {
        boolean known = document.path("environments")
                .valueStream()
                .anyMatch(name -> name.asText().equals(environment));
        if (!known) {
            throw Failure.negative("the hierarchy has no environment " + environment);
        }
        return "/" + document.path("project").asText() + "/" + environment;
    }

    /** What an application reads, lowest first. */
    public List<String> layers(String environment, String application) {
        root(environment);
        String group =
                document.path("applications").path(application).path("group").asText();
        if (group.isEmpty()) {
            throw Failure.negative("the hierarchy has no application " + application);
        }
        return List.of("global", "system", group + "/common", group + "/" + application);
    }

    /** What deviates, ordered by path: what is missing or not in the contract, and how values are kept. */
    public List<Deviation> diff(String environment, List<Stored> stored) {
        Map<String, Stored> byPath = byPath(stored);
        List<Deviation> deviations = new ArrayList<>();
        String root = root(environment) + "/";
        specs.values().forEach(spec -> {
            if (!byPath.containsKey(root + spec.path())) {
                missing(environment, spec)
                        .ifPresent(why -> deviations.add(new Deviation("missing", root + spec.path(), why)));
            }
        });
        stored.forEach(found -> deviation(found, root).ifPresent(deviations::add));
        deviations.sort(Comparator.comparing(Deviation::path));
        return deviations;
    }

    private static Optional<String> missing(String environment, Spec spec) {
        if (spec.required()) {
            return Optional.of("is required");
        }
        return spec.defaultFor(environment).map(write -> "has a default in the contract");
    }

    private Optional<Deviation> deviation(Stored stored, String root) {
        Optional<Spec> spec = spec(stored.path().substring(root.length()));
        if (spec.isEmpty()) {
            return Optional.of(new Deviation("extra", stored.path(), "is not in the contract"));
        }
        if (spec.get().sensitive() && !stored.secure()) {
            return Optional.of(new Deviation(
                    "should-be-secure", stored.path(), "is sensitive, so it must be kept as SecureString"));
        }
        return stored.type().equals("StringList") && !spec.get().list()
                ? Optional.of(new Deviation("wrong-type", stored.path(), "must not be kept as StringList"))
                : Optional.empty();
    }

    /** What is said of a path: by its own spec, or by that of the same key in the nearest layer below. */
    private Optional<Spec> spec(String path) {
        return Optional.ofNullable(specs.get(path)).or(() -> inherited(path));
    }

    private Optional<Spec> inherited(String path) {
        for (var application : document.path("applications").properties()) {
            String group = application.getValue().path("group").asText();
            List<String> layers = List.of("global", "system", group + "/common", group + "/" + application.getKey());
            for (int layer = layers.size() - 1; layer > 0; layer--) {
                if (path.startsWith(layers.get(layer) + "/")) {
                    String key = path.substring(layers.get(layer).length() + 1);
                    return layers.subList(0, layer).reversed().stream()
                            .flatMap(below -> Optional.ofNullable(specs.get(below + "/" + key)).stream())
                            .findFirst();
                }
            }
        }
        return Optional.empty();
    }

    /** What adding what is missing does, ordered by path. */
    public List<Step> plan(String environment, List<Stored> stored) {
        Map<String, Stored> byPath = byPath(stored);
        String root = root(environment) + "/";
        return specs.values().stream()
                .map(spec -> step(environment, root, spec, byPath.containsKey(root + spec.path())))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Step> step(String environment, String root, Spec spec, boolean stored) {
        Optional<Write> write = stored ? Optional.empty() : spec.defaultFor(environment);
        return stored || write.isPresent() || spec.required()
                ? Optional.of(new Step(root + spec.path(), stored, write))
                : Optional.empty();
    }

    private static Map<String, Stored> byPath(List<Stored> stored) {
        return stored.stream().collect(Collectors.toMap(Stored::path, Function.identity(), (first, again) -> again));
    }
}
