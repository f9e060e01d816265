package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.finding.Finding;
import dev.gatehouse.scanner.response.Rotations.Answer;
import dev.gatehouse.scanner.response.Rotations.Rotation;
import dev.gatehouse.scanner.response.plan.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Has config-service rotate the secret that leaked, and looks from time to time how far it is; no thread waits. */
public final class RotateStep implements StepAction {
    private final Optional<Rotations> rotations;
    private final Duration shortest;
    private final Duration longest;

    /**
     * Rotates.
     *
     * @param rotations empty where no config-service is configured
     * @param shortest the first pause before it looks again
     * @param longest where the pauses' growth ends
     */
    public RotateStep(Optional<Rotations> rotations, Duration shortest, Duration longest) {
        this.rotations = rotations;
        this.shortest = shortest;
        this.longest = longest;
    }

    @Override
    public StepKind kind() {
        return StepKind.ROTATE;
    }

    @Override
    public StepResult preview(StepTask task) {
        return managed(task)
                .<StepResult>map(owner -> StepResult.Done.of("would have " + owner.secret() + " rotated"))
                .orElseGet(() -> new StepResult.Skipped("it is no secret that config-service manages"));
    }

    @Override
    public StepResult run(StepTask task) {
        Optional<ManagedOwner> owner = managed(task);
        if (owner.isEmpty()) {
            return new StepResult.Skipped("it is no secret that config-service manages");
        }
        if (rotations.isEmpty()) {
            return new StepResult.Failed("gatehouse.response.config-url is not set", left(task));
        }
        String id = task.record().memo();
        Answer answer = id.isEmpty()
                ? rotations
                        .get()
                        .rotate(owner.get().secret(), reason(task), owner.get().version())
                : rotations.get().look(owner.get().secret());
        return switch (answer) {
            case Rotations.Known(List<Rotation> known) ->
                known.stream()
                        .filter(rotation -> id.isEmpty() || rotation.id().equals(id))
                        .findFirst()
                        .map(rotation -> meaning(task, rotation))
                        .orElseGet(() -> new StepResult.Failed(
                                "config-service does not know the rotation any more", left(task)));
            case Rotations.Refused(String why) -> new StepResult.Failed("config-service refused: " + why, left(task));
            case Rotations.Away(String why) -> new StepResult.Retry("config-service did not answer: " + why);
        };
    }

    @Override
    public List<String> left(StepTask task) {
        return List.of(managed(task)
                .map(owner -> "rotate the secret " + owner.secret())
                .orElse("have the secret replaced by whoever gave it out"));
    }

    private StepResult meaning(StepTask task, Rotation rotation) {
        String secret = managed(task).orElseThrow().secret();
        String version = rotation.to().map(to -> " to version " + to).orElse("");
        return switch (rotation.state()) {
            case "done" ->
                StepResult.Done.of(secret + " was rotated" + version + ", and " + rotation.from() + " is retired");
            case "failed", "rolled-back" ->
                new StepResult.Failed(
                        "the rotation of " + secret + " ended " + rotation.state()
                                + rotation.problem()
                                        .map(problem -> ": " + problem)
                                        .orElse(""),
                        left(task));
            case "awaiting-person" ->
                again(
                        task,
                        rotation,
                        List.of("supply a new value for " + secret
                                + rotation.task()
                                        .map(toDo -> ": " + toDo.instructions())
                                        .orElse("")));
            case "held" ->
                again(task, rotation, List.of("decide about the held rotation of " + secret + ": retire or hold"));
            default -> again(task, rotation, List.of());
        };
    }

    private StepResult again(StepTask task, Rotation rotation, List<String> left) {
        String version = rotation.to().map(to -> ", version " + to).orElse("");
        String outcome = managed(task).orElseThrow().secret() + ": " + rotation.state() + version;
        return new StepResult.Again(outcome, pause(task), left, rotation.id());
    }

    /** Half as long again as it has waited so far, so that a short rotation is seen soon and a long one asks seldom. */
    private Duration pause(StepTask task) {
        Duration waited = task.record()
                .began()
                .map(began -> Duration.between(began, task.now()))
                .orElse(Duration.ZERO);
        Duration pause = waited.dividedBy(2);
        if (pause.compareTo(shortest) < 0) {
            return shortest;
        }
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    private static String reason(StepTask task) {
        return "leaked: finding " + task.finding().fingerprint().text() + ", response "
                + task.response().id();
    }

    private static Optional<ManagedOwner> managed(StepTask task) {
        return task.finding().rule().equals(Finding.MANAGED_VALUE)
                ? task.finding().owner().map(ManagedOwner::of)
                : Optional.empty();
    }
}
