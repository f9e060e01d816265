package dev.gatehouse.config.rotation;

import java.time.Instant;

/**
 * A step that has ended.
 *
 * @param outcome a few plain words, never anything of a value
 */
public record StepRecord(Step step, Instant at, String outcome) {
    /** The outcome of a step that was given up. */
    static final String FAILED = "failed";

    boolean done() {
        return !outcome.equals(FAILED);
    }
}
