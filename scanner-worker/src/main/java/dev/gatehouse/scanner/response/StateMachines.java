package dev.gatehouse.scanner.response;

import dev.gatehouse.scanner.triage.TrackedFinding;

/**
 * Starts the state machines that carry responses out. A response may be started twice, since who starts it may end before it knows that
 * it has: its effects are the same however often they are done. Failures are {@link Away}, or {@link
 * dev.gatehouse.service.failure.StoreException}s.
 */
public interface StateMachines {
    /** How it ended. */
    sealed interface Outcome {}

    /** Whoever starts them has it, durably. */
    record Accepted() implements Outcome {}

    /**
     * What the state machine would begin with is more than fits.
     *
     * @param bytes how much it is
     * @param most how much fits
     */
    record TooLarge(long bytes, long most) implements Outcome {}

    /**
     * It did not work this time.
     *
     * @param why a word
     */
    record Away(String why) implements Outcome {}

    /** Starts the state machine of a response's plan. */
    Outcome start(Response response, TrackedFinding finding);
}
