package dev.gatehouse.config.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.config.secret.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One rotation as it is kept. What only matters while it runs is left out once it has ended. */
final class RotationJson {
    private RotationJson() {}

    static ObjectNode write(Rotation rotation) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("id", rotation.id());
        tree.put("state", rotation.state().word());
        tree.put("reason", rotation.reason());
        tree.put("trigger", rotation.trigger().word());
        tree.put("started", rotation.startedAt().toEpochMilli());
        tree.put("updated", rotation.updatedAt().toEpochMilli());
        rotation.deadline().ifPresent(deadline -> tree.put("deadline", deadline.toEpochMilli()));
        tree.put("from", rotation.from().value());
        tree.put("to", rotation.to().value());
        ArrayNode steps = tree.putArray("steps");
        rotation.steps()
                .forEach(step -> steps.addArray()
                        .add(step.step().word())
                        .add(step.at().toEpochMilli())
                        .add(step.outcome()));
        rotation.problem().ifPresent(problem -> tree.put("problem", problem));
        rotation.task()
                .filter(task -> rotation.running())
                .ifPresent(task -> tree.putObject("task")
                        .put("instructions", task.instructions())
                        .put("due", task.due().toEpochMilli()));
        if (rotation.placeholder()) {
            tree.put("placeholder", true);
        }
        if (rotation.supplied()) {
            tree.put("supplied", true);
        }
        if (rotation.running()) {
            progress(tree.putArray("progress"), rotation.progress());
        }
        return tree;
    }

    static Rotation read(JsonNode tree) {
        Instant updated = instant(tree, "updated");
        return new Rotation(
                text(tree, "id"),
                RotationState.of(text(tree, "state")),
                text(tree, "reason"),
                Trigger.of(text(tree, "trigger")),
                instant(tree, "started"),
                updated,
                tree.has("deadline") ? Optional.of(instant(tree, "deadline")) : Optional.empty(),
                version(tree, "from"),
                version(tree, "to"),
                steps(tree.path("steps")),
                Optional.ofNullable(tree.get("problem")).map(JsonNode::asText),
                Optional.ofNullable(tree.get("task"))
                        .map(task -> new Task(text(task, "instructions"), instant(task, "due"))),
                tree.path("placeholder").asBoolean(),
                tree.path("supplied").asBoolean(),
                progress(tree.path("progress"), updated));
    }

    static Instant instant(JsonNode tree, String name) {
        return Instant.ofEpochMilli(number(tree.get(name)));
    }

    static VersionId version(JsonNode tree, String name) {
        return new VersionId(text(tree, name));
    }

    private static String text(JsonNode tree, String name) {
        JsonNode node = tree.get(name);
        if (node == null || !node.isTextual()) {
            throw new IllegalArgumentException("lacks the text '" + name + "'");
        }
        return node.textValue();
    }

    private static long number(@Nullable JsonNode node) {
        if (node == null || !node.canConvertToLong()) {
            throw new IllegalArgumentException("lacks a moment");
        }
        return node.longValue();
    }

    private static List<StepRecord> steps(JsonNode nodes) {
        return nodes.valueStream()
                .map(node -> new StepRecord(
                        step(node.path(0)),
                        Instant.ofEpochMilli(number(node.path(1))),
                        node.path(2).asText()))
                .toList();
    }

    private static Step step(JsonNode word) {
        return Step.of(word.asText()).orElseThrow(() -> new IllegalArgumentException("there is no such step"));
    }

    private static void progress(ArrayNode node, Progress progress) {
        node.add(progress.since().toEpochMilli())
                .add(progress.attempts())
                .add(progress.notBefore().toEpochMilli())
                .add(progress.released().word())
                .add(progress.touched());
    }

    private static Progress progress(JsonNode node, Instant updated) {
        return node.isArray()
                ? new Progress(
                        Instant.ofEpochMilli(number(node.path(0))),
                        node.path(1).asInt(),
                        Instant.ofEpochMilli(number(node.path(2))),
                        step(node.path(3)),
                        node.path(4).asBoolean())
                : Progress.at(updated, Step.RETIRE);
    }
}
