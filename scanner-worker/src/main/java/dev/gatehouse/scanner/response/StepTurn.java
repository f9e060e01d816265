package dev.gatehouse.scanner.response;

import dev.gatehouse.client.audit.AuditEvent.Outcome;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.scanner.response.plan.PlanStep;
import dev.gatehouse.scanner.triage.TrackedFinding;
import dev.gatehouse.service.failure.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Takes a step further: is it needed, may it be done, is it on record, then its effect, then what came of it. */
final class StepTurn {
    private final ResponseStore store;
    private final ResponseControls controls;
    private final Subjects subjects;
    private final Actions actions;
    private final ResponseAudit audit;
    private final ResponseRules rules;
    private final InstantSource clock;
    private final StepEnding ending;

    StepTurn(
            ResponseStore store,
            ResponseControls controls,
            Subjects subjects,
            Actions actions,
            ResponseAudit audit,
            ResponseRules rules,
            InstantSource clock) {
        this.store = store;
        this.controls = controls;
        this.subjects = subjects;
        this.actions = actions;
        this.audit = audit;
        this.rules = rules;
        this.clock = clock;
        this.ending = new StepEnding(store, audit);
    }

    /** @return whether something was changed; false where another was faster */
    boolean take(Response response, StepRecord record, TrackedFinding finding, Instant now) {
        PlanStep step = response.planned(record);
        StepTask task = new StepTask(response, step, record, finding, now);
        if (record.state() == StepState.PENDING) {
            Optional<String> unneeded = unneeded(task);
            if (unneeded.isPresent()) {
                return ending.skip(response, record, unneeded.get(), now);
            }
        }
        return response.dryRun() ? act(task) : takeFor(task);
    }

    private boolean takeFor(StepTask task) {
        StepRecord record = task.record();
        if (isLate(task)) {
            String why = "it was not done within " + task.step().within();
            StepResult late =
                    new StepResult.Failed(why, actions.of(record.kind()).left(task));
            return ending.end(task, late, task.now());
        }
        if (task.step().approval() && record.approver().isEmpty()) {
            return awaitApproval(task);
        }
        boolean counts = record.kind().acts()
                && record.state() == StepState.PENDING
                && record.began().isEmpty();
        if (counts) {
            String key = task.response().id() + "/" + record.name() + "/"
                    + record.at().toEpochMilli();
            Optional<Instant> later = controls.take(key, task.now(), rules.perHour());
            if (later.isPresent()) {
                return limited(task, later.get());
            }
        }
        return act(task);
    }

    private Optional<String> unneeded(StepTask task) {
        Optional<String> undone = task.step().done().stream()
                .filter(name -> task.response()
                        .step(name)
                        .filter(before -> before.state() == StepState.DONE)
                        .isEmpty())
                .findFirst();
        if (undone.isPresent()) {
            return Optional.of("the step " + undone.get() + " is not done");
        }
        return task.step().when().holds(subjects.of(task.finding()))
                ? Optional.empty()
                : Optional.of("its condition does not hold");
    }

    private static boolean isLate(StepTask task) {
        return task.record()
                .began()
                .filter(began -> !task.now().isBefore(began.plus(task.step().within())))
                .isPresent();
    }

    private boolean awaitApproval(StepTask task) {
        Instant now = task.now();
        Response asked = task.response().replacing(task.record().name(), record -> record.asked(now));
        Instant deadline = asked.step(task.record().name())
                .orElseThrow()
                .began()
                .orElse(now)
                .plus(task.step().within());
        Response waiting = asked.with(ResponseState.AWAITING_APPROVAL, deadline, now);
        if (task.response().state() != ResponseState.AWAITING_APPROVAL) {
            audit.record(waiting, "awaiting-approval", Outcome.SUCCESS, ending.word(task));
        }
        return store.update(waiting);
    }

    private boolean limited(StepTask task, Instant later) {
        String why = "waits: an hour has at most " + rules.perHour() + " acting steps";
        Response waiting = task.response()
                .replacing(task.record().name(), record -> record.to(StepState.PENDING, record.at(), why))
                .with(ResponseState.WAITING, later, task.now());
        if (!task.record().outcome().equals(why)) {
            audit.record(waiting, "limited", Outcome.SUCCESS, ending.word(task));
        }
        return store.update(waiting);
    }

    /** First the intent, which is this process's claim too; then the effect. */
    private boolean act(StepTask task) {
        String name = task.record().name();
        Response begun = task.response()
                .replacing(name, record -> record.begun(task.now()))
                .with(ResponseState.RUNNING, task.now().plus(rules.lease()), task.now());
        if (task.record().state() != StepState.WAITING) {
            audit.record(begun, task.record().kind().word(), Outcome.ATTEMPT, ending.word(task));
        }
        if (!store.update(begun)) {
            return false;
        }
        StepTask claimed = new StepTask(begun, task.step(), begun.step(name).orElseThrow(), task.finding(), task.now());
        StepResult result = result(claimed, task.record().state());
        return ending.end(claimed, result, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private StepResult result(StepTask task, StepState before) {
        StepAction action = actions.of(task.record().kind());
        StepResult result = attempted(action, task);
        if (!(result instanceof StepResult.Retry(String why))) {
            return result;
        }
        if (before == StepState.WAITING || !task.record().memo().isEmpty()) {
            // It is on the way: that it can't be looked at now says nothing about it.
            return new StepResult.Again(
                    why,
                    task.step().restAfter(1),
                    task.record().left(),
                    task.record().memo());
        }
        return task.record().attempts() < task.step().attempts()
                ? result
                : new StepResult.Failed(
                        "given up after " + task.record().attempts() + " attempts: " + why, action.left(task));
    }

    private static StepResult attempted(StepAction action, StepTask task) {
        try {
            return task.response().dryRun() ? action.preview(task) : action.run(task);
        } catch (AuditUnavailable e) {
            throw e;
        } catch (StoreException e) {
            // Its message names the operation, and no value.
            return new StepResult.Retry(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new StepResult.Retry(e.getClass().getSimpleName());
        }
    }
}
