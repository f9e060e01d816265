package dev.gatehouse.scanner.response;

import dev.gatehouse.client.audit.AuditEvent.Outcome;
import dev.gatehouse.scanner.response.plan.StepKind;
import dev.gatehouse.scanner.triage.TrackedFinding;
import dev.gatehouse.service.failure.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Gives back what a response took, the last first. */
final class UndoTurn {
    private static final Duration REST = Duration.ofSeconds(30);

    private final ResponseStore store;
    private final Actions actions;
    private final ResponseAudit audit;
    private final ResponseRules rules;
    private final InstantSource clock;

    UndoTurn(ResponseStore store, Actions actions, ResponseAudit audit, ResponseRules rules, InstantSource clock) {
        this.store = store;
        this.actions = actions;
        this.audit = audit;
        this.rules = rules;
        this.clock = clock;
    }

    /** Whether a step may have taken something that it can give back. */
    static boolean isUndoable(StepRecord step) {
        return step.kind() == StepKind.QUARANTINE
                && step.state() != StepState.UNDONE
                && (step.began().isPresent() || !step.memo().isEmpty());
    }

    boolean take(Response response, TrackedFinding finding, Instant now) {
        Optional<StepRecord> step = response.steps().reversed().stream()
                .filter(UndoTurn::isUndoable)
                .findFirst();
        if (step.isEmpty()) {
            Response over = response.asUndoing(false).with(ResponseState.CANCELLED, Optional.empty(), now);
            audit.record(over, "undone", Outcome.SUCCESS, "all-steps");
            return store.update(over);
        }
        Response claimed = response.with(ResponseState.RUNNING, now.plus(rules.lease()), now);
        audit.record(claimed, "give-back", Outcome.ATTEMPT, step.get().name());
        if (!store.update(claimed)) {
            return false;
        }
        StepResult result = result(new StepTask(claimed, claimed.planned(step.get()), step.get(), finding, now));
        Response next = next(claimed, step.get(), result, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        boolean back = next.step(step.get().name()).filter(UndoTurn::isUndoable).isEmpty();
        audit.record(
                next,
                "give-back",
                back ? Outcome.SUCCESS : Outcome.FAILURE,
                step.get().name());
        return store.update(next);
    }

    private StepResult result(StepTask task) {
        try {
            return actions.of(task.record().kind()).undo(task);
        } catch (StoreException e) {
            return new StepResult.Retry(String.valueOf(e.getMessage()));
        }
    }

    private static Response next(Response response, StepRecord step, StepResult result, Instant now) {
        return switch (result) {
            case StepResult.Done(String outcome, List<String> left, String memo) ->
                undone(response, step, outcome, left, now);
            case StepResult.Skipped(String why) -> undone(response, step, why, step.left(), now);
            case StepResult.Failed(String why, List<String> left) -> undone(response, step, why, left, now);
            case StepResult.Retry(String why) -> later(response, step, why, REST, now);
            case StepResult.Again again -> later(response, step, again.outcome(), again.after(), now);
            case StepResult.Back(String to, String why) -> later(response, step, why, REST, now);
        };
    }

    private static Response undone(Response response, StepRecord step, String outcome, List<String> left, Instant now) {
        return response.replacing(step.name(), record -> record.to(StepState.UNDONE, now, outcome, left, record.memo()))
                .with(ResponseState.RUNNING, now, now);
    }

    private static Response later(Response response, StepRecord step, String why, Duration rest, Instant now) {
        return response.replacing(step.name(), record -> record.to(record.state(), now, "is given back later: " + why))
                .with(ResponseState.WAITING, now.plus(rest), now);
    }
}
