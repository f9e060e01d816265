package dev.gatehouse.scanner.response.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.scanner.finding.Confidence;
import dev.gatehouse.scanner.finding.Validity;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** A plan as JSON, in the words of its YAML: on the wire, and kept with each response, which goes on as it began. */
public final class PlanJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PlanJson() {}

    /** The plan as a tree. */
    public static ObjectNode tree(Plan plan) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", plan.name()).put("description", plan.description()).put("automatic", plan.automatic());
        json.set("match", tree(plan.match()));
        ArrayNode steps = json.putArray("steps");
        plan.steps().forEach(step -> steps.add(tree(step)));
        return json;
    }

    /** @throws IllegalArgumentException the tree is no plan */
    public static Plan read(JsonNode json) {
        try {
            return new Plan(
                    text(json, "name"),
                    text(json, "description"),
                    condition(json.path("match")),
                    json.path("automatic").asBoolean(),
                    json.path("steps").valueStream().map(PlanJson::step).toList());
        } catch (NoSuchElementException | java.time.DateTimeException malformed) {
            throw new IllegalArgumentException("has a plan that is malformed");
        }
    }

    private static ObjectNode tree(PlanStep step) {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", step.name()).put("do", step.kind().word());
        ObjectNode when = tree(step.when());
        texts(when, "done", step.done());
        json.set("when", when);
        json.put("approval", step.approval() ? "required" : "none");
        json.put("attempts", step.attempts());
        json.put("retry-after", step.retryAfter().toString());
        json.put("within", step.within().toString());
        return json.put("on-failure", step.required() ? "stop" : "go-on");
    }

    private static PlanStep step(JsonNode json) {
        return new PlanStep(
                text(json, "name"),
                StepKind.of(text(json, "do")).orElseThrow(),
                condition(json.path("when")),
                texts(json.path("when"), "done"),
                text(json, "approval").equals("required"),
                json.path("attempts").intValue(),
                Duration.parse(text(json, "retry-after")),
                Duration.parse(text(json, "within")),
                text(json, "on-failure").equals("stop"));
    }

    private static ObjectNode tree(Condition condition) {
        ObjectNode json = JSON.createObjectNode();
        texts(json, "rules", condition.rules());
        texts(json, "tags", condition.tags());
        condition.confidence().ifPresent(least -> json.put("confidence", least.word()));
        condition.owner().ifPresent(owned -> json.put("owner", owned));
        texts(
                json,
                "validity",
                condition.validity().stream().map(Validity::word).toList());
        texts(json, "sources", condition.kinds());
        return json;
    }

    private static Condition condition(JsonNode json) {
        return new Condition(
                texts(json, "rules"),
                texts(json, "tags"),
                Optional.ofNullable(json.path("confidence").textValue())
                        .map(word -> Confidence.of(word).orElseThrow()),
                json.has("owner") ? Optional.of(json.path("owner").booleanValue()) : Optional.empty(),
                texts(json, "validity").stream().map(PlanJson::validity).toList(),
                texts(json, "sources"));
    }

    private static Validity validity(String word) {
        return List.of(Validity.values()).stream()
                .filter(validity -> validity.word().equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static void texts(ObjectNode json, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(json.putArray(name)::add);
        }
    }

    private static List<String> texts(JsonNode json, String name) {
        return json.path(name).valueStream().map(JsonNode::asText).toList();
    }

    private static String text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue()).orElseThrow();
    }
}
