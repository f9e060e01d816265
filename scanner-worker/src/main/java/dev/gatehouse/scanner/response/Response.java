package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.finding.Fingerprint;
import dev.gatehouse.scanner.response.plan.Plan;
import dev.gatehouse.scanner.response.plan.PlanStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A plan that is carried out for a finding. There is one at a time for a finding, a plan, and acting or not.
 *
 * @param id 36 characters
 * @param finding which
 * @param plan as it was when the response began
 * @param dryRun whether it records what would be done, and does nothing
 * @param requester who asked for it: a principal's name, or the scanner's own
 * @param state how far it is
 * @param started when, to the millisecond
 * @param updated when it changed last
 * @param due when it is looked at next; empty where nothing happens by itself
 * @param steps in the plan's order
 * @param handOver how far handing it over is; empty where that was not tried
 * @param undoing whether what it took is being given back
 * @param version counts its changes, from 1
 */
public record Response(
        String id,
        Fingerprint finding,
        Plan plan,
        boolean dryRun,
        String requester,
        ResponseState state,
        Instant started,
        Instant updated,
        Optional<Instant> due,
        List<StepRecord> steps,
        Optional<HandOver> handOver,
        boolean undoing,
        long version) {
    public Response {
        steps = List.copyOf(steps);
    }

    /** A response that begins. */
    static Response begin(
            String id, Fingerprint finding, Plan plan, boolean dryRun, String requester, Instant now, Instant due) {
        List<StepRecord> steps =
                plan.steps().stream().map(step -> StepRecord.pending(step, now)).toList();
        return new Response(
                id,
                finding,
                plan,
                dryRun,
                requester,
                ResponseState.RUNNING,
                now,
                now,
                Optional.of(due),
                steps,
                Optional.empty(),
                false,
                1);
    }

    /** The step that is to be done now; empty where all are over. */
    public Optional<StepRecord> current() {
        return steps.stream().filter(step -> !step.state().isOver()).findFirst();
    }

    /** A step by its name. */
    public Optional<StepRecord> step(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).findFirst();
    }

    /** What a person still has to do, each once. */
    public List<String> left() {
        Set<String> all = new LinkedHashSet<>();
        handOver.ifPresent(handing -> all.addAll(handing.left()));
        steps.forEach(step -> all.addAll(step.left()));
        return List.copyOf(all);
    }

    PlanStep planned(StepRecord step) {
        return plan.step(step.name()).orElseThrow();
    }

    Response with(ResponseState next, Optional<Instant> when, Instant now) {
        return new Response(
                id, finding, plan, dryRun, requester, next, started, now, when, steps, handOver, undoing, version + 1);
    }

    Response with(ResponseState next, Instant when, Instant now) {
        return with(next, Optional.of(when), now);
    }

    /** This response with one step changed; of the same version, to be given another state. */
    Response replacing(String name, UnaryOperator<StepRecord> change) {
        List<StepRecord> changed = new ArrayList<>();
        steps.forEach(step -> changed.add(step.name().equals(name) ? change.apply(step) : step));
        return new Response(
                id, finding, plan, dryRun, requester, state, started, updated, due, changed, handOver, undoing,
                version);
    }

    /** This response with its handing over changed; of the same version, to be given another state. */
    Response handing(HandOver next) {
        return new Response(
                id,
                finding,
                plan,
                dryRun,
                requester,
                state,
                started,
                updated,
                due,
                steps,
                Optional.of(next),
                undoing,
                version);
    }

    Response asUndoing(boolean now) {
        return new Response(
                id, finding, plan, dryRun, requester, state, started, updated, due, steps, handOver, now, version);
    }
}
