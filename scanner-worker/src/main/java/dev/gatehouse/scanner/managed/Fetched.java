package dev.gatehouse.scanner.managed;

import dev.gatehouse.client.managed.HandOver;

/** What came of asking for fingerprints. */
public sealed interface Fetched {
    /** There are others than before. */
    record Taken(HandOver handOver) implements Fetched {}

    /** They are still those that there are. */
    record Same() implements Fetched {}

    /**
     * Nobody knows.
     *
     * @param reason a stable word
     */
    record Failed(String reason) implements Fetched {}
}
