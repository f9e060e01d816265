package dev.gatehouse.config.secret;

import dev.gatehouse.config.parameter.DataClass;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a secret without its value.
 *
 * @param versions each version that a stage points at, or that is kept, with its stages
 * @param deletesAt when it will be gone, where its deletion is scheduled; until then it can be restored
 */
public record SecretMetadata(
        SecretName name,
        DataClass dataClass,
        String description,
        Instant createdAt,
        Instant changedAt,
        Map<VersionId, Set<Stage>> versions,
        Optional<Instant> deletesAt) {
    public SecretMetadata {
        versions = Map.copyOf(versions);
    }
}
