package dev.gatehouse.scanner.response.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.scanner.response.FindingObjects.Stand;
import dev.gatehouse.scanner.response.plan.Plan;
import dev.gatehouse.scanner.response.plan.Subject;
import dev.gatehouse.scanner.triage.AccessKeys.OwnedKey;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** An execution of a plan's definition. */
public final class AslRun {
    private final Plan plan;
    private final BiFunction<String, JsonNode, JsonNode> tasks;

    /** @param tasks does them; a task that gives null has failed */
    public AslRun(Plan plan, BiFunction<String, JsonNode, JsonNode> tasks) {
        this.plan = plan;
        this.tasks = tasks;
    }

    /** @param ownKey whether whoever starts it knows the key */
    public JsonNode of(String id, TrackedFinding finding, Subject subject, List<Stand> objects, boolean ownKey) {
        Optional<OwnedKey> key =
                Optional.of(new OwnedKey("the-id-of-a-key", "ada", true)).filter(known -> ownKey);
        return of(AslInput.of(id, finding, subject, objects, key));
    }

    /** @param input what a rule of the bus begins it with: an event's detail */
    public JsonNode of(JsonNode input) {
        Interpreter interpreter = new Interpreter((resource, parameters) -> {
            JsonNode result = tasks.apply(resource, parameters);
            if (result.isMissingNode()) {
                throw new Interpreter.TaskFailed();
            }
            return result;
        });
        return interpreter.run(AslExport.definition(plan), input);
    }
}
