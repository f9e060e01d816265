package dev.gatehouse.config.snapshot;

import dev.gatehouse.config.parameter.Parameter;
import dev.gatehouse.config.parameter.ParameterPath;
import java.util.List;

/**
 * All parameters below one layer's root, ordered by path.
 *
 * <p>A class and not a record: a snapshot composed of the same instances is the same snapshot, which a comparison by
 * identity tells in four reads.
 */
public final class Subtree {
    private final ParameterPath root;
    private final List<Parameter> parameters;

    public Subtree(ParameterPath root, List<Parameter> parameters) {
        this.root = root;
        this.parameters = List.copyOf(parameters);
    }

    public ParameterPath root() {
        return root;
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /** This instance where the newer one holds the same versions, so that what was derived from it stays. */
    public Subtree keepIfSame(Subtree newer) {
        return parameters.equals(newer.parameters) ? this : newer;
    }
}
