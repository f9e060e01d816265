package dev.gatehouse.scanner.response.asl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.response.plan.PlanStep;
import java.util.List;

/** The states of one step: is it needed, is it approved, its effect, and what came of it. */
final class StepStates {
    private static final long MAX_DELAY = 3_600;

    private final PlanStep step;
    private final String next;
    private final String failed;

    /**
     * The states.
     *
     * @param next the state behind them
     * @param failed where the response ends, where the step is required and fails
     */
    StepStates(PlanStep step, String next, String failed) {
        this.step = step;
        this.next = next;
        this.failed = failed;
    }

    /** The name of a step's first state. */
    static String first(PlanStep step) {
        return step.name() + "?";
    }

    void addTo(ObjectNode states) {
        String effect = step.name();
        String skipped = effect + " skipped";
        Conditions.add(states.putObject(first(step)), step, step.approval() ? effect + " approval" : effect, skipped);
        if (step.approval()) {
            approval(states.putObject(effect + " approval"), effect);
        }
        Effects effects = new Effects(step, effect + " done", effect + " failed", skipped);
        switch (step.kind()) {
            case QUARANTINE -> effects.quarantine(states);
            case DISABLE_KEY -> effects.disableKey(states);
            case ROTATE -> effects.rotate(states);
            case NOTIFY -> effects.notify(states);
            case VERIFY -> effects.verify(states);
        }
        end(states, "done", next);
        end(states, "skipped", next);
        end(states, "failed", step.required() ? failed : next);
    }

    /** A person's approval comes back by SendTaskSuccess with the token. */
    private void approval(ObjectNode state, String effect) {
        state.put("Type", "Task")
                .put("Resource", "arn:aws:states:::sqs:sendMessage.waitForTaskToken")
                .put("TimeoutSeconds", step.within().toSeconds());
        ObjectNode parameters = state.putObject("Parameters").put("QueueUrl", "${ApprovalQueueUrl}");
        parameters
                .putObject("MessageBody")
                .put("token.$", "$$.Task.Token")
                .put("response.$", "$.response")
                .put("finding.$", "$.finding.fingerprint")
                .put("step", effect);
        state.putNull("ResultPath");
        catching(state, step.name() + " failed");
        state.put("Next", effect);
    }

    private void end(ObjectNode states, String how, String to) {
        ObjectNode pass = states.putObject(step.name() + " " + how).put("Type", "Pass");
        pass.putObject("Result").put("state", how);
        pass.put("ResultPath", AslExport.STEPS + step.name()).put("Next", to);
    }

    /** What a task does about failures: it is tried again as the plan says, and then the step has failed. */
    static void guarded(ObjectNode task, PlanStep step, String failed) {
        if (step.attempts() > 1) {
            ObjectNode retry = task.putArray("Retry").addObject();
            all(retry);
            retry.put("IntervalSeconds", Math.max(1, step.retryAfter().toSeconds()))
                    .put("MaxAttempts", step.attempts() - 1)
                    .put("BackoffRate", 2.0)
                    .put("MaxDelaySeconds", MAX_DELAY);
        }
        catching(task, failed);
    }

    static void catching(ObjectNode task, String failed) {
        ObjectNode caught = task.putArray("Catch").addObject();
        all(caught);
        caught.putNull("ResultPath").put("Next", failed);
    }

    private static void all(ObjectNode node) {
        ArrayNode errors = node.putArray("ErrorEquals");
        List.of("States.ALL").forEach(errors::add);
    }
}
