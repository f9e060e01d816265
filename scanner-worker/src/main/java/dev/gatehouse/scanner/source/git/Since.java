package dev.gatehouse.scanner.source.git;

import java.time.Instant;

/** Which part of a history is scanned. */
public sealed interface Since {
    /** All of it. */
    record Beginning() implements Since {}

    /** Commits whose committer's date is this or later. */
    record Date(Instant from) implements Since {}

    /**
     * Commits that are not in the history of this one.
     *
     * @param revision a hash, branch or tag, as {@code git rev-parse} takes it
     */
    record Commit(String revision) implements Since {}
}
