package dev.gatehouse.config.rotation;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.SecretSpec;

/**
 * What is rotated.
 *
 * @param placeholder whether a placeholder stands in for what a person would supply
 */
public record RotationTarget(SecretName name, SecretSpec spec, boolean placeholder) {
    /** The name of another secret of the same environment. */
    SecretName beside(String other) {
        String environment =
                name.value().substring(0, name.value().length() - spec.name().length());
        return new SecretName(environment + other);
    }
}
