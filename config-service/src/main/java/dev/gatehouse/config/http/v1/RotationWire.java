package dev.gatehouse.config.http.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.rotation.Rotation;
import dev.gatehouse.config.rotation.RotationOverview;
import dev.gatehouse.config.rotation.RotationState;
import dev.gatehouse.config.rotation.Rotations;
import dev.gatehouse.config.secret.SecretName;
import dev.gatehouse.service.http.Json;

/** Rotations on the wire; never a value. */
final class RotationWire {
    private RotationWire() {}

    static ObjectNode rotation(SecretName secret, Rotation rotation) {
        ObjectNode node = Json.object();
        node.put("id", rotation.id());
        node.put("secret", secret.value());
        node.put("state", rotation.state().word());
        node.put("reason", rotation.reason());
        node.put("trigger", rotation.trigger().word());
        node.put("startedAt", rotation.startedAt().toString());
        node.put("updatedAt", rotation.updatedAt().toString());
        rotation.deadline().ifPresent(deadline -> node.put("deadline", deadline.toString()));
        node.put("from", rotation.from().value());
        if (rotation.state() != RotationState.AWAITING_PERSON) {
            node.put("to", rotation.to().value());
        }
        steps(node.putArray("steps"), rotation);
        rotation.problem().ifPresent(problem -> node.put("problem", problem));
        rotation.task()
                .filter(task -> rotation.state() == RotationState.AWAITING_PERSON)
                .ifPresent(task -> node.putObject("task")
                        .put("instructions", task.instructions())
                        .put("due", task.due().toString()));
        return node;
    }

    private static void steps(ArrayNode items, Rotation rotation) {
        rotation.steps()
                .forEach(step -> items.addObject()
                        .put("step", step.step().word())
                        .put("at", step.at().toString())
                        .put("outcome", step.outcome()));
    }

    static ObjectNode overview(RotationOverview overview) {
        ObjectNode node = Json.object();
        node.put("secret", overview.secret().value());
        node.put("days", overview.days());
        node.put("nextDue", overview.nextDue().toString());
        node.put("overdue", overview.overdue());
        overview.running().ifPresent(running -> node.set("running", rotation(overview.secret(), running)));
        ArrayNode last = node.putArray("last");
        overview.last().forEach(ended -> last.add(rotation(overview.secret(), ended)));
        return node;
    }

    /** What stands for the last rotation where the version that was to go did so by another way. */
    static ObjectNode notNeeded(SecretName secret, String compromised, Rotations.NotNeeded answer) {
        return answer.last().map(last -> rotation(secret, last)).orElseGet(() -> {
            ObjectNode node = Json.object();
            node.put("id", "none");
            node.put("secret", secret.value());
            node.put("state", RotationState.DONE.word());
            node.put("reason", "the version is not current");
            node.put("trigger", "request");
            node.put("startedAt", answer.since().toString());
            node.put("updatedAt", answer.since().toString());
            node.put("from", compromised);
            node.put("to", answer.current().value());
            node.putArray("steps");
            return node;
        });
    }
}
