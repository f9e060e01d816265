package dev.gatehouse.scanner.response.plan;

import java.util.List;
import java.util.Optional;

/**
 * What is done about a kind of finding.
 *
 * @param name 1 to 64 of a-z, 0-9 and -
 * @param description for people
 * @param match which findings it is for
 * @param automatic whether it starts by itself
 * @param steps in their order, at least one
 */
public record Plan(String name, String description, Condition match, boolean automatic, List<PlanStep> steps) {
    public Plan {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a plan without a step");
        }
    }

    /** One of its steps. */
    public Optional<PlanStep> step(String called) {
        return steps.stream().filter(step -> step.name().equals(called)).findFirst();
    }
}
