package dev.gatehouse.config.secret;

/** How the move of a stage ended. */
public sealed interface StageResult {
    /** The stage points where it was asked to, or no longer where it was asked not to. */
    record Moved() implements StageResult {}

    /** Nothing was changed: there is no such secret or version. */
    record NotFound() implements StageResult {}

    /** Nothing was changed: the stage points at another version than the caller said. */
    record Conflict() implements StageResult {}
}
