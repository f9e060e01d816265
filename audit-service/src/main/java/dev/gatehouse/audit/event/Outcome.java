package dev.gatehouse.audit.event;

import java.util.Locale;

/** How what an event tells of ended. */
public enum Outcome {
    /** About to be done; what became of it is another event. */
    ATTEMPT,
    SUCCESS,
    DENIED,
    FAILURE,
    /** The source does not say. */
    UNKNOWN;

    /** What stands in JSON and in queries. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
