package dev.gatehouse.config.secret;

import java.time.Instant;
import java.util.Set;

/** One version of a secret with its value. */
public record Secret(SecretName name, VersionId version, Set<Stage> stages, Instant createdAt, SecretValue value) {
    public Secret {
        stages = Set.copyOf(stages);
    }
}
