package dev.gatehouse.config.parameter;

import java.time.Instant;
import java.util.OptionalLong;

/** How a conditional write ended. */
public sealed interface WriteResult {
    /** The value is durable as this version. */
    record Written(long version, Instant modifiedAt) implements WriteResult {}

    /** Nothing was changed: the precondition did not hold. {@code current} is empty where nothing is stored. */
    record Conflict(OptionalLong current) implements WriteResult {}
}
