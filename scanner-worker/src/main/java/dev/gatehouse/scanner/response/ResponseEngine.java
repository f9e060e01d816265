package dev.gatehouse.scanner.response;

import dev.gatehouse.client.audit.AuditEvent.Outcome;
import dev.gatehouse.scanner.triage.FindingStore;
import dev.gatehouse.scanner.triage.TrackedFinding;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Carries responses out, a step at a time. What is to be done is stored before it is done, and what came of it after, so that whatever
 * ends the process, the response goes on where it was. Any number of threads and processes work on the same store: who writes the
 * intent first has the step.
 */
public final class ResponseEngine {
    private static final int BATCH = 20;

    private final ResponseStore store;
    private final ResponseControls controls;
    private final FindingStore findings;
    private final StepTurn turn;
    private final UndoTurn undo;
    private final HandOverTurn handOver;
    private final ResponseAudit audit;
    private final ResponseRules rules;
    private final InstantSource clock;

    /** @param machines carry automatic responses out; empty where all is done here */
    public ResponseEngine(
            ResponseStore store,
            ResponseControls controls,
            FindingStore findings,
            Subjects subjects,
            List<StepAction> actions,
            Optional<StateMachines> machines,
            ResponseAudit audit,
            ResponseRules rules,
            InstantSource clock) {
        Actions known = new Actions(actions);
        this.store = store;
        this.controls = controls;
        this.findings = findings;
        this.turn = new StepTurn(store, controls, subjects, known, audit, rules, clock);
        this.undo = new UndoTurn(store, known, audit, rules, clock);
        this.handOver = new HandOverTurn(store, controls, machines, audit, rules, clock);
        this.audit = audit;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Takes the response that is most overdue a step further.
     *
     * @return whether there was one
     * @throws dev.gatehouse.service.failure.StoreException a store does not answer; the step is done again later
     * @throws dev.gatehouse.client.audit.AuditUnavailable nothing can be recorded, so that nothing is done
     */
    public boolean workOnce() {
        for (Response response : store.due(clock.instant(), BATCH)) {
            if (advance(response)) {
                return true;
            }
        }
        return false;
    }

    private boolean advance(Response response) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<TrackedFinding> finding = findings.find(response.finding());
        if (finding.isEmpty()) {
            return end(response.asUndoing(false), "no-finding", now);
        }
        if (response.undoing()) {
            // A person asked for it: nothing but the store keeps it from giving back.
            return undo.take(response, finding.get(), now);
        }
        Optional<String> hindrance = hindrance(response);
        if (hindrance.isPresent()) {
            return stop(response, hindrance.get(), now);
        }
        if (handOver.isFor(response)) {
            return handOver.take(response, finding.get(), now);
        }
        Optional<StepRecord> step = response.current();
        return step.isPresent() ? turn.take(response, step.get(), finding.get(), now) : end(response, "all-steps", now);
    }

    private Optional<String> hindrance(Response response) {
        if (!controls.killSwitch().on()) {
            return Optional.of("switched-off");
        }
        boolean mayAct = rules.mode() == ResponseMode.ON || (response.dryRun() && rules.mode() == ResponseMode.DRY_RUN);
        return mayAct ? Optional.empty() : Optional.of("mode-" + rules.mode().word());
    }

    private boolean stop(Response response, String why, Instant now) {
        Response stopped = response.with(ResponseState.STOPPED, now.plus(rules.recheck()), now);
        if (response.state() != ResponseState.STOPPED) {
            audit.record(stopped, "stopped", Outcome.SUCCESS, why);
        }
        return store.update(stopped);
    }

    private boolean end(Response response, String why, Instant now) {
        boolean failed = response.current().isPresent()
                || response.steps().stream().anyMatch(step -> step.state() == StepState.FAILED);
        Response over = response.with(failed ? ResponseState.FAILED : ResponseState.DONE, Optional.empty(), now);
        audit.record(over, over.state().word(), failed ? Outcome.FAILURE : Outcome.SUCCESS, why);
        return store.update(over);
    }
}
