package dev.gatehouse.config.snapshot;

import dev.gatehouse.config.contract.Layer;
import dev.gatehouse.config.parameter.Parameter;
import java.util.List;

/**
 * One key of a snapshot.
 *
 * @param key the path below the layer's root, with dots
 * @param layer the layer that won
 * @param parameter what it holds
 * @param overridden what the lower layers hold for the same key, nearest first
 */
public record Entry(String key, Layer layer, Parameter parameter, List<Overridden> overridden) {
    public Entry {
        overridden = List.copyOf(overridden);
    }

    /** Changes whenever what the key holds may have: the path, the version, and when it was written. */
    String stamp() {
        return parameter.path() + "@" + parameter.version() + "@" + parameter.modifiedAt();
    }

    /** What a lower layer holds. */
    public record Overridden(Layer layer, Parameter parameter) {}
}
