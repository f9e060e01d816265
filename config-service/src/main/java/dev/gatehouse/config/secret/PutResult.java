package dev.gatehouse.config.secret;

/** How the write of a secret's version ended. */
public sealed interface PutResult {
    /** The version is durable, and its stages point at it. */
    record Written(VersionId version) implements PutResult {}

    /** The same version with the same value was there already: a write sent twice. */
    record Unchanged(VersionId version) implements PutResult {}

    /** Nothing was changed: this version id is taken by another value. */
    record VersionTaken() implements PutResult {}

    /** Nothing was changed: there is no such secret. */
    record NotFound() implements PutResult {}

    /** Nothing was changed: there is such a secret already (of a creation). */
    record AlreadyExists() implements PutResult {}

    /** Nothing was changed: the secret is scheduled for deletion. */
    record Deleting() implements PutResult {}
}
