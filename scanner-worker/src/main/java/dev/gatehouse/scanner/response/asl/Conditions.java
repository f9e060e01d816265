package dev.gatehouse.scanner.response.asl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.response.plan.Condition;
import dev.gatehouse.scanner.response.plan.PlanStep;
import java.util.List;
import java.util.function.Function;

/** A step's conditions as a choice over {@link AslInput}'s data. */
final class Conditions {
    private Conditions() {}

    /** Makes a state the choice whether a step is needed. */
    static void add(ObjectNode state, PlanStep step, String needed, String skipped) {
        ArrayNode all = AslExport.JSON.createArrayNode();
        for (String name : step.done()) {
            all.addObject().put("Variable", AslExport.STEPS + name + ".state").put("StringEquals", "done");
        }
        finding(all, step.when());
        if (all.isEmpty()) {
            state.put("Type", "Pass").put("Next", needed);
            return;
        }
        state.put("Type", "Choice").put("Default", skipped);
        ObjectNode choice = state.putArray("Choices").addObject();
        choice.set("And", all);
        choice.put("Next", needed);
    }

    /** The number that stands for a confidence. */
    static int rank(Confidence confidence) {
        return switch (confidence) {
            case LOW -> 0;
            case MEDIUM -> 1;
            case HIGH -> 2;
        };
    }

    private static void finding(ArrayNode all, Condition when) {
        any(all, when.rules(), rule -> equal("$.finding.rule", rule));
        any(all, when.tags(), tag -> present("$.finding.tags['" + tag + "']"));
        when.confidence()
                .ifPresent(least -> all.addObject()
                        .put("Variable", "$.finding.confidence")
                        .put("NumericGreaterThanEquals", rank(least)));
        when.owner()
                .ifPresent(owned ->
                        all.addObject().put("Variable", "$.finding.owned").put("BooleanEquals", owned));
        any(all, when.validity(), validity -> equal("$.finding.validity", validity.word()));
        any(all, when.kinds(), kind -> present("$.finding.kinds['" + kind + "']"));
    }

    private static <T> void any(ArrayNode all, List<T> wanted, Function<T, ObjectNode> test) {
        if (!wanted.isEmpty()) {
            ArrayNode some = all.addObject().putArray("Or");
            wanted.forEach(value -> some.add(test.apply(value)));
        }
    }

    private static ObjectNode equal(String variable, String value) {
        return AslExport.JSON.createObjectNode().put("Variable", variable).put("StringEquals", value);
    }

    private static ObjectNode present(String variable) {
        return AslExport.JSON.createObjectNode().put("Variable", variable).put("IsPresent", true);
    }
}
