package dev.gatehouse.config.contract;

import dev.gatehouse.config.parameter.ParameterPath;

/**
 * One of the subtrees that an application's snapshot is made of.
 *
 * @param name the path below the environment, for instance {@code agents/common}
 * @param root the whole path
 */
public record Layer(String name, ParameterPath root) {
    /** The snapshot's key of a path below this layer: what stands after the root, with dots for slashes. */
    public String key(ParameterPath path) {
        return path.relativeTo(root).replace('/', '.');
    }
}
