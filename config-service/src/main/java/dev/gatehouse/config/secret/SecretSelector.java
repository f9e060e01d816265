package dev.gatehouse.config.secret;

/** Which version of a secret is meant. */
public sealed interface SecretSelector {
    /** The version that this stage points at. */
    record AtStage(Stage stage) implements SecretSelector {}

    /** The version of this id, whatever points at it. */
    record OfVersion(VersionId id) implements SecretSelector {}

    SecretSelector CURRENT = new AtStage(Stage.CURRENT);
}
