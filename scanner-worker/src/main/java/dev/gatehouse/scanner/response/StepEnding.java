package dev.gatehouse.scanner.response;

import dev.gatehouse.client.audit.AuditEvent.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores what came of a step, on record. */
final class StepEnding {
    private static final int ROUNDS = 20;

    private final ResponseStore store;
    private final ResponseAudit audit;

    StepEnding(ResponseStore store, ResponseAudit audit) {
        this.store = store;
        this.audit = audit;
    }

    /** The plan's and the step's name, for the record. */
    String word(StepTask task) {
        return task.response().plan().name() + "/" + task.record().name();
    }

    boolean skip(Response response, StepRecord step, String why, Instant now) {
        Response next = response.replacing(step.name(), record -> record.to(StepState.SKIPPED, now, why))
                .with(ResponseState.RUNNING, now, now);
        audit.record(next, "skipped", Outcome.SUCCESS, response.plan().name() + "/" + step.name());
        return store.update(next);
    }

    /**
     * Stores a result, unless another process has stored one. Whoever cancelled or stopped the response meanwhile keeps it so; what
     * the step did is known all the same.
     */
    boolean end(StepTask task, StepResult result, Instant now) {
        Response current = task.response();
        boolean told = false;
        for (int round = 0; round < ROUNDS; round++) {
            Response next = next(current, task, result, now);
            if (!told) {
                tell(next, task, result);
                told = true;
            }
            if (store.update(next)) {
                return true;
            }
            Optional<Response> fresh = store.find(current.id());
            if (fresh.isEmpty() || !isOurs(fresh.get(), task)) {
                return true;
            }
            current = fresh.get();
        }
        throw new IllegalStateException("a response keeps changing");
    }

    private static boolean isOurs(Response fresh, StepTask task) {
        return fresh.step(task.record().name())
                .filter(record -> record.state() == task.record().state()
                        && record.at().equals(task.record().at()))
                .isPresent();
    }

    private void tell(Response next, StepTask task, StepResult result) {
        String verb = task.record().kind().word();
        switch (result) {
            case StepResult.Done done -> audit.record(next, verb, Outcome.SUCCESS, word(task));
            case StepResult.Skipped skipped -> audit.record(next, "skipped", Outcome.SUCCESS, word(task));
            case StepResult.Failed failed -> audit.record(next, verb, Outcome.FAILURE, word(task));
            case StepResult.Retry retry -> audit.record(next, verb, Outcome.FAILURE, word(task));
            case StepResult.Back back -> audit.record(next, "again", Outcome.SUCCESS, word(task));
            case StepResult.Again again -> {
                if (!again.outcome().equals(task.record().outcome())) {
                    audit.record(next, "waiting", Outcome.SUCCESS, word(task));
                }
            }
        }
    }

    private static Response next(Response current, StepTask task, StepResult result, Instant now) {
        String name = task.record().name();
        return switch (result) {
            case StepResult.Done(String outcome, List<String> left, String memo) ->
                on(current, name, StepState.DONE, outcome, left, memo, now);
            case StepResult.Skipped(String why) ->
                on(
                        current,
                        name,
                        StepState.SKIPPED,
                        why,
                        List.of(),
                        task.record().memo(),
                        now);
            case StepResult.Again again ->
                later(
                        current.replacing(
                                name,
                                record ->
                                        record.to(StepState.WAITING, now, again.outcome(), again.left(), again.memo())),
                        now.plus(again.after()),
                        now);
            case StepResult.Retry(String why) ->
                later(
                        current.replacing(name, record -> record.to(StepState.PENDING, now, "is tried again: " + why)),
                        now.plus(task.step().restAfter(task.record().attempts())),
                        now);
            case StepResult.Failed(String why, List<String> left) -> failed(current, task, why, left, now);
            case StepResult.Back(String step, String why) ->
                goingOn(
                        current.replacing(step, record -> record.again(now))
                                .replacing(name, record -> record.again(now)),
                        now);
        };
    }

    private static Response on(
            Response current,
            String name,
            StepState state,
            String outcome,
            List<String> left,
            String memo,
            Instant now) {
        return goingOn(current.replacing(name, record -> record.to(state, now, outcome, left, memo)), now);
    }

    private static Response failed(Response current, StepTask task, String why, List<String> left, Instant now) {
        String name = task.record().name();
        Response failed = current.replacing(name, record -> record.to(StepState.FAILED, now, why, left, record.memo()));
        if (task.step().required()) {
            for (StepRecord step : failed.steps()) {
                if (!step.state().isOver()) {
                    failed = failed.replacing(
                            step.name(),
                            record -> record.to(StepState.SKIPPED, now, "the response ended with " + name));
                }
            }
        }
        return goingOn(failed, now);
    }

    private static Response goingOn(Response response, Instant now) {
        return isHeld(response)
                ? response.with(response.state(), response.due(), now)
                : response.with(ResponseState.RUNNING, now, now);
    }

    private static Response later(Response response, Instant due, Instant now) {
        return isHeld(response)
                ? response.with(response.state(), response.due(), now)
                : response.with(ResponseState.WAITING, due, now);
    }

    private static boolean isHeld(Response response) {
        return response.state().isEnded() || response.state() == ResponseState.STOPPED;
    }
}
