package dev.gatehouse.audit.ingest;

import java.time.Instant;

/** Which times an event may have: those that every store and every form of it can hold. */
public final class EventTimes {
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private EventTimes() {}

    /** Whether a time can be stored. */
    public static boolean storable(Instant time) {
        return !time.isBefore(FIRST) && time.isBefore(END);
    }
}
