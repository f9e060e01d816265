package dev.gatehouse.config.parameter;

import java.time.Instant;
import java.util.List;

/**
 * One version of a parameter.
 *
 * @param version counts up from 1 with each write of this path; a path that was deleted and written again starts anew
 * @param modifiedAt when this version was written, by the store's clock
 * @param labels the names that point at this version; a back end may tell them in a history only
 */
public record Parameter(
        ParameterPath path, ParameterValue value, long version, Instant modifiedAt, List<String> labels) {
    public Parameter {
        labels = List.copyOf(labels);
    }
}
