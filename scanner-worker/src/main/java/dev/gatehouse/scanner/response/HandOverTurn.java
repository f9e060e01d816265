package dev.gatehouse.scanner.response;

import dev.gatehouse.client.audit.AuditEvent.Outcome;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.scanner.response.plan.PlanStep;
import dev.gatehouse.scanner.triage.TrackedFinding;
import dev.gatehouse.service.failure.StoreException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Hands a response over to its plan's state machine: is it on record, then the start, then what came of it. It waits between attempts,
 * and gives up, as the most patient of the plan's steps does.
 */
final class HandOverTurn {
    private static final String VERB = "hand-over";

    private final ResponseStore store;
    private final ResponseControls controls;
    private final Optional<StateMachines> machines;
    private final ResponseAudit audit;
    private final ResponseRules rules;
    private final InstantSource clock;
    private final HandOverEnding ending;

    /** @param machines empty where every response is carried out here */
    HandOverTurn(
            ResponseStore store,
            ResponseControls controls,
            Optional<StateMachines> machines,
            ResponseAudit audit,
            ResponseRules rules,
            InstantSource clock) {
        this.store = store;
        this.controls = controls;
        this.machines = machines;
        this.audit = audit;
        this.rules = rules;
        this.clock = clock;
        this.ending = new HandOverEnding(store);
    }

    /** Whether a response is another's to carry out. One that has begun here goes on here. */
    boolean isFor(Response response) {
        boolean untouched = response.steps().stream()
                .allMatch(step ->
                        step.state() == StepState.PENDING && step.began().isEmpty());
        boolean open =
                response.handOver().filter(handing -> handing.state().isOver()).isEmpty();
        return machines.isPresent() && response.plan().automatic() && !response.dryRun() && untouched && open;
    }

    /** @return whether something was changed; false where another was faster */
    boolean take(Response response, TrackedFinding finding, Instant now) {
        HandOver handing = response.handOver().orElseGet(() -> HandOver.pending(now));
        boolean acts =
                response.plan().steps().stream().anyMatch(step -> step.kind().acts());
        if (acts && handing.attempts() == 0) {
            Optional<Instant> later = controls.take(response.id() + "/" + VERB, now, rules.perHour());
            if (later.isPresent()) {
                return limited(response, handing, later.get(), now);
            }
        }
        return start(response, handing, finding, now);
    }

    private boolean limited(Response response, HandOver handing, Instant later, Instant now) {
        String why = "waits: an hour has at most " + rules.perHour() + " acting steps";
        Response waiting = response.handing(handing.to(StepState.PENDING, handing.at(), why, List.of()))
                .with(ResponseState.WAITING, later, now);
        if (!handing.outcome().equals(why)) {
            audit.record(waiting, "limited", Outcome.SUCCESS, word(response));
        }
        return store.update(waiting);
    }

    /** First the intent, which is this process's claim too; then the start. */
    private boolean start(Response response, HandOver handing, TrackedFinding finding, Instant now) {
        Response begun = response.handing(handing.begun(now)).with(ResponseState.RUNNING, now.plus(rules.lease()), now);
        audit.record(begun, VERB, Outcome.ATTEMPT, word(response));
        if (!store.update(begun)) {
            return false;
        }
        return end(begun, result(begun, finding), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private StateMachines.Outcome result(Response response, TrackedFinding finding) {
        try {
            return machines.orElseThrow().start(response, finding);
        } catch (AuditUnavailable e) {
            throw e;
        } catch (StoreException e) {
            // Its message names the operation, and no value.
            return new StateMachines.Away(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return new StateMachines.Away(e.getClass().getSimpleName());
        }
    }

    private boolean end(Response begun, StateMachines.Outcome result, Instant now) {
        String plan = begun.plan().name();
        return switch (result) {
            case StateMachines.Accepted accepted -> {
                audit.record(begun, VERB, Outcome.SUCCESS, word(begun));
                audit.record(begun, ResponseState.HANDED_OVER.word(), Outcome.SUCCESS, plan);
                yield ending.handedOver(begun, now);
            }
            case StateMachines.TooLarge(long bytes, long most) -> {
                audit.record(begun, VERB, Outcome.FAILURE, plan + "/too-large-carried-out-here");
                yield ending.here(begun, bytes + " bytes are more than the " + most + " of an event", now);
            }
            case StateMachines.Away(String why) -> away(begun, why, now);
        };
    }

    private boolean away(Response begun, String why, Instant now) {
        PlanStep patient = patient(begun);
        int attempts = begun.handOver().orElseThrow().attempts();
        audit.record(begun, VERB, Outcome.FAILURE, word(begun));
        if (attempts < patient.attempts()) {
            return ending.later(begun, why, now.plus(patient.restAfter(attempts)), now);
        }
        audit.record(begun, ResponseState.FAILED.word(), Outcome.FAILURE, word(begun));
        return ending.failed(begun, "given up after " + attempts + " attempts: " + why, now);
    }

    private static PlanStep patient(Response response) {
        return response.plan().steps().stream()
                .max(Comparator.comparingInt(PlanStep::attempts))
                .orElseThrow();
    }

    private static String word(Response response) {
        return response.plan().name() + "/" + VERB;
    }
}
