package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.response.plan.PlanStep;
import dev.gatehouse.scanner.response.plan.StepKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A step of a response.
 *
 * @param name its name in the plan
 * @param kind what it does
 * @param state how far it is
 * @param at when that changed last
 * @param began when it was tried first, or an approval was first asked for
 * @param attempts how often it was tried
 * @param outcome what came of it, for people; empty while nothing did
 * @param left what a person still has to do
 * @param approver who approved it
 * @param comment what the approver said about it
 * @param memo what the step itself has to remember; never a secret, and not shown
 */
public record StepRecord(
        String name,
        StepKind kind,
        StepState state,
        Instant at,
        Optional<Instant> began,
        int attempts,
        String outcome,
        List<String> left,
        Optional<String> approver,
        Optional<String> comment,
        String memo) {
    public StepRecord {
        left = List.copyOf(left);
    }

    static StepRecord pending(PlanStep step, Instant now) {
        return new StepRecord(
                step.name(),
                step.kind(),
                StepState.PENDING,
                now,
                Optional.empty(),
                0,
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    /** About to be done. */
    StepRecord begun(Instant now) {
        // What a process began that ended is done again, and a look at what is on the way is no attempt.
        int tried = state == StepState.PENDING ? attempts + 1 : attempts;
        return new StepRecord(
                name,
                kind,
                StepState.RUNNING,
                now,
                Optional.of(began.orElse(now)),
                tried,
                outcome,
                left,
                approver,
                comment,
                memo);
    }

    StepRecord asked(Instant now) {
        return new StepRecord(
                name,
                kind,
                state,
                now,
                Optional.of(began.orElse(now)),
                attempts,
                outcome,
                left,
                approver,
                comment,
                memo);
    }

    /** Approved, and its time begins now. */
    StepRecord approved(String who, Optional<String> why, Instant now) {
        return new StepRecord(
                name, kind, state, now, Optional.empty(), attempts, outcome, left, Optional.of(who), why, memo);
    }

    StepRecord to(StepState next, Instant now, String what, List<String> toDo, String remembered) {
        return new StepRecord(name, kind, next, now, began, attempts, what, toDo, approver, comment, remembered);
    }

    StepRecord to(StepState next, Instant now, String what) {
        return to(next, now, what, left, memo);
    }

    /** To be done once more, for what has come since. */
    StepRecord again(Instant now) {
        return new StepRecord(
                name, kind, StepState.PENDING, now, Optional.empty(), 0, outcome, left, approver, comment, memo);
    }
}
