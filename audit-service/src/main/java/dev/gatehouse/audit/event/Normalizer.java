package dev.gatehouse.audit.event;

/**
 * Makes an event's OCSF form. It is a function of the event alone, so that tables can be made anew from the log; and it
 * is total: what came in through {@code ingest} has a meaning, if only OCSF's Base Event with everything unmapped.
 */
@FunctionalInterface
public interface Normalizer {
    NormalizedEvent normalize(Event event);
}
