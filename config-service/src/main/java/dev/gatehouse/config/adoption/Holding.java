package dev.gatehouse.config.adoption;

import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.config.secret.VersionId;

/** A version of a secret that somebody uses. */
public record Holding(SecretName secret, VersionId version) {}
