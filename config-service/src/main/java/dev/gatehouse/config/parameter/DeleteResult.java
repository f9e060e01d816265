package dev.gatehouse.config.parameter;

import java.util.OptionalLong;

/** How a conditional delete ended. */
public sealed interface DeleteResult {
    record Deleted() implements DeleteResult {}

    record NotFound() implements DeleteResult {}

    /** Nothing was changed: another version is stored than the caller said. */
    record Conflict(OptionalLong current) implements DeleteResult {}
}
