package dev.gatehouse.config.store.aws;

import dev.gatehouse.config.parameter.ParameterPath;
import dev.gatehouse.config.secret.SecretName;

/** What a message of the change feed says. */
sealed interface Change {
    record OfParameter(ParameterPath path) implements Change {}

    record OfSecret(SecretName name) implements Change {}

    /** A proper event, of something else, or of a name that is not ours. */
    record Unrelated() implements Change {}

    /** No event that this service knows how to read. */
    record Malformed() implements Change {}
}
