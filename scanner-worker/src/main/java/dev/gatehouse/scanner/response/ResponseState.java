package dev.gatehouse.scanner.response;

import java.util.Locale;
import java.util.Optional;

/** How far a response is. */
public enum ResponseState {
    /** A step is being done, or will be at once. */
    RUNNING,
    /** A person has to approve the next step. */
    AWAITING_APPROVAL,
    /** It goes on later by itself: a step rests, something is awaited, or the limit of an hour is reached. */
    WAITING,
    /** Every step is done or was not needed. */
    DONE,
    /** It is over, and a step failed. */
    FAILED,
    /** Somebody ended it, or had it undone. */
    CANCELLED,
    /** A state machine of Step Functions carries it out; nothing more happens here. */
    HANDED_OVER,
    /** The kill switch, or the mode, keeps it from going on; it goes on when it may. */
    STOPPED;

    /** What stands on the wire and in stores. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether nothing more happens by itself. */
    public boolean isEnded() {
        return this == DONE || this == FAILED || this == CANCELLED || this == HANDED_OVER;
    }

    /** The state of a word. */
    public static Optional<ResponseState> of(String word) {
        for (ResponseState state : values()) {
            if (state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
