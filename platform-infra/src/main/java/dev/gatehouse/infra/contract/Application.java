package dev.gatehouse.infra.contract;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that reads parameters.
 *
 * @param name  as it stands in paths and roles
 * @param group the group that it belongs to
 */
public record Application(String name, String group) {
    /** The layers that every application reads. */
    private static final List<String> SHARED = List.of("global", "system", "features");

    /** The subtrees that its configuration is resolved from, below the environment. */
    public List<String> layers() {
        return Stream.concat(SHARED.stream(), ownLayers().stream()).toList();
    }

    /** Those that not everybody reads. */
    public List<String> ownLayers() {
        return List.of(group + "/common", group + "/" + name);
    }

    /** Whether a parameter is in one of its own layers. */
    public boolean owns(ParameterDefinition parameter) {
        return ownLayers().stream().anyMatch(layer -> parameter.path().startsWith(layer + "/"));
    }

    /** The purpose of its role, by which key policies know it. */
    public String role() {
        return "app-" + name;
    }
}
