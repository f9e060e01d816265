package dev.gatehouse.scanner.response;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Stores what came of a handing over, unless another process has stored it. Whoever cancelled the response meanwhile keeps it so; that
 * its state machine was started is known all the same.
 */
final class HandOverEnding {
    private static final int ROUNDS = 20;

    private final ResponseStore store;

    HandOverEnding(ResponseStore store) {
        this.store = store;
    }

    boolean handedOver(Response begun, Instant now) {
        String follow = "follow the execution of the state machine of the plan "
                + begun.plan().name() + ": it carries the response out";
        return store(
                begun,
                current -> current.handing(
                                to(current, StepState.DONE, "its state machine is started", List.of(follow), now))
                        .with(kept(current, ResponseState.HANDED_OVER), Optional.empty(), now));
    }

    /** It is carried out here after all. */
    boolean here(Response begun, String why, Instant now) {
        return store(
                begun,
                current -> goingOn(
                        current.handing(to(current, StepState.SKIPPED, "is carried out here: " + why, List.of(), now)),
                        ResponseState.RUNNING,
                        now,
                        now));
    }

    boolean later(Response begun, String why, Instant due, Instant now) {
        return store(
                begun,
                current -> goingOn(
                        current.handing(to(current, StepState.PENDING, "is tried again: " + why, List.of(), now)),
                        ResponseState.WAITING,
                        due,
                        now));
    }

    boolean failed(Response begun, String why, Instant now) {
        String again =
                "ask for a response by the plan " + begun.plan().name() + " again: its state machine was not started";
        return store(
                begun,
                current -> current.handing(to(current, StepState.FAILED, why, List.of(again), now))
                        .with(kept(current, ResponseState.FAILED), Optional.empty(), now));
    }

    private boolean store(Response begun, UnaryOperator<Response> change) {
        Response current = begun;
        for (int round = 0; round < ROUNDS; round++) {
            if (store.update(change.apply(current))) {
                return true;
            }
            Optional<Response> fresh = store.find(begun.id());
            if (fresh.isEmpty() || !fresh.get().handOver().equals(begun.handOver())) {
                return true;
            }
            current = fresh.get();
        }
        throw new IllegalStateException("a response keeps changing");
    }

    private static HandOver to(Response current, StepState state, String outcome, List<String> left, Instant now) {
        return current.handOver().orElseThrow().to(state, now, outcome, left);
    }

    private static Response goingOn(Response response, ResponseState state, Instant due, Instant now) {
        boolean held = response.state().isEnded() || response.state() == ResponseState.STOPPED;
        return held ? response.with(response.state(), response.due(), now) : response.with(state, due, now);
    }

    private static ResponseState kept(Response current, ResponseState state) {
        return current.state().isEnded() ? current.state() : state;
    }
}
