package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.response.plan.StepKind;
import java.util.List;

/**
 * Does the steps of a kind. Whatever ends the process, a step is done again with the same task, so that its effect must be the same
 * however often it is done. Failures of what it asks are {@link StepResult.Retry}s, or {@link
 * dev.gatehouse.service.failure.StoreException}s.
 */
public interface StepAction {
    /** The kind. */
    StepKind kind();

    /** What it would do; it changes nothing. */
    StepResult preview(StepTask task);

    /** Does it, or a part of it. */
    StepResult run(StepTask task);

    /** What a person has to do where it was given up. */
    List<String> left(StepTask task);

    /** Takes back what it did, as far as it can be. */
    default StepResult undo(StepTask task) {
        return new StepResult.Skipped("there is nothing to give back");
    }
}
