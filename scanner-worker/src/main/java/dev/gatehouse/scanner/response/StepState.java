package dev.gatehouse.scanner.response;

import java.util.Locale;
import java.util.Optional;

/** How far a step is. */
public enum StepState {
    /** It was not begun, or is tried again. */
    PENDING,
    /** Its effect is on the way; after the end of a process it is done again. */
    RUNNING,
    /** Its effect is asked for, and awaited. */
    WAITING,
    DONE,
    /** It was not needed. */
    SKIPPED,
    FAILED,
    /** What it did was taken back. */
    UNDONE;

    /** What stands on the wire and in stores. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the response goes on behind it. */
    public boolean isOver() {
        return this != PENDING && this != RUNNING && this != WAITING;
    }

    /** The state of a word. */
    public static Optional<StepState> of(String word) {
        for (StepState state : values()) {
            if (state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
