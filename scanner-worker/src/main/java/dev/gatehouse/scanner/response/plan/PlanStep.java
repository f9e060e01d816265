package dev.gatehouse.scanner.response.plan;

import java.time.Duration;
import java.util.List;

/**
 * A step of a plan.
 *
 * @param name unique in its plan
 * @param kind what it does
 * @param when which findings it is for; its kinds are those of the objects that the step looks at, too
 * @param done steps before it that must be done, else it is skipped
 * @param approval whether a person has to approve it first
 * @param attempts how often it is tried, at least 1
 * @param retryAfter how long it rests after the first attempt; twice as long after each further one, an hour at most
 * @param within how long it may take in all, from its first attempt
 * @param required whether the response ends with it where it fails
 */
public record PlanStep(
        String name,
        StepKind kind,
        Condition when,
        List<String> done,
        boolean approval,
        int attempts,
        Duration retryAfter,
        Duration within,
        boolean required) {
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    public PlanStep {
        done = List.copyOf(done);
        if (attempts < 1 || retryAfter.isNegative() || !within.isPositive()) {
            throw new IllegalArgumentException("a step has an attempt or more, and takes some time");
        }
    }

    /** How long it rests after so many attempts. */
    public Duration restAfter(int attempt) {
        Duration rest = retryAfter.multipliedBy(1L << Math.min(20, Math.max(0, attempt - 1)));
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }
}
