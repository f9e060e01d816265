package dev.gatehouse.scanner.response;

import java.time.Instant;
import java.util.List;

/**
 * How far the handing over of a response to its state machine is.
 *
 * @param state pending, running, done, failed, or skipped where the response is carried out here after all
 * @param at when that changed last
 * @param attempts how often it was tried
 * @param outcome what came of it, for people; empty while nothing did
 * @param left what a person still has to do
 */
public record HandOver(StepState state, Instant at, int attempts, String outcome, List<String> left) {
    public HandOver {
        left = List.copyOf(left);
    }

    static HandOver pending(Instant now) {
        return new HandOver(StepState.PENDING, now, 0, "", List.of());
    }

    /** About to be tried. What a process began that ended is done again, and is no further attempt. */
    HandOver begun(Instant now) {
        return new HandOver(
                StepState.RUNNING, now, state == StepState.PENDING ? attempts + 1 : attempts, outcome, left);
    }

    HandOver to(StepState next, Instant now, String what, List<String> toDo) {
        return new HandOver(next, now, attempts, what, toDo);
    }
}
