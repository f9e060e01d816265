package dev.gatehouse.scanner.response.asl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.response.plan.Plan;
import dev.gatehouse.scanner.response.plan.PlanStep;
import java.util.List;

/**
 * A plan as a definition of AWS Step Functions (<a href="https://states-language.net/spec.html">Amazon States Language</a>, JSONPath),
 * whose input is {@link AslInput}'s. Each step is a choice by its conditions, an approval by a task's token where it needs one, and its
 * effects by SDK and HTTP integrations. What differs between installations is written {@code ${Name}}, as CloudFormation and SAM
 * substitute it: {@code QuarantineBucket}, {@code QuarantineKmsKey}, {@code TopicArn}, {@code ApprovalQueueUrl}, {@code
 * ConfigServiceUrl}, {@code ConfigServiceConnection}, {@code ScannerUrl} and {@code ScannerConnection}.
 */
public final class AslExport {
    /** Where a step's state stands in the execution's data, by its name. */
    static final String STEPS = "$.steps.";

    static final ObjectMapper JSON = new ObjectMapper();

    private static final String OVER = "Over";
    private static final String DONE = "Done";
    private static final String FAILED = "Failed";

    private AslExport() {}

    /** The definition of a plan. */
    public static ObjectNode definition(Plan plan) {
        ObjectNode root = JSON.createObjectNode();
        root.put("Comment", "Gatehouse response plan " + plan.name() + ": " + plan.description());
        root.put("QueryLanguage", "JSONPath");
        root.put("StartAt", "Begin");
        ObjectNode states = root.putObject("States");
        List<PlanStep> steps = plan.steps();
        states.putObject("Begin")
                .put("Type", "Pass")
                .put("ResultPath", "$.steps")
                .put("Next", StepStates.first(steps.getFirst()))
                .putObject("Result");
        for (int i = 0; i < steps.size(); i++) {
            String next = i + 1 < steps.size() ? StepStates.first(steps.get(i + 1)) : OVER;
            new StepStates(steps.get(i), next, FAILED).addTo(states);
        }
        over(states, steps);
        return root;
    }

    /** A response with a step that failed has failed. */
    private static void over(ObjectNode states, List<PlanStep> steps) {
        ObjectNode over = states.putObject(OVER).put("Type", "Choice").put("Default", DONE);
        ArrayNode choices = over.putArray("Choices");
        for (PlanStep step : steps) {
            choices.addObject()
                    .put("Variable", STEPS + step.name() + ".state")
                    .put("StringEquals", "failed")
                    .put("Next", FAILED);
        }
        states.putObject(DONE).put("Type", "Succeed");
        states.putObject(FAILED)
                .put("Type", "Fail")
                .put("Error", "StepFailed")
                .put("Cause", "A step of the response failed: the execution's data says which");
    }
}
