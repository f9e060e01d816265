package dev.gatehouse.scanner.response.plan;

import java.util.List;
import java.util.Optional;

/**
 * All plans, in the order in which they are asked: the first that matches a finding is its plan.
 *
 * @param plans of distinct names
 */
public record PlanSet(List<Plan> plans) {
    public PlanSet {
        plans = List.copyOf(plans);
    }

    /** The plan of a name. */
    public Optional<Plan> find(String name) {
        return plans.stream().filter(plan -> plan.name().equals(name)).findFirst();
    }

    /** The plan for a finding. */
    public Optional<Plan> matching(Subject subject) {
        return plans.stream().filter(plan -> plan.match().holds(subject)).findFirst();
    }
}
