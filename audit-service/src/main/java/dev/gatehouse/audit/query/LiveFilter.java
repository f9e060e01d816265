package dev.gatehouse.audit.query;

import dev.gatehouse.audit.event.Outcome;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which events a stream shows: those that fit each of these, as in {@link EventFilter}.
 *
 * @param actor who
 * @param action what
 * @param outcome how it ended
 * @param source who recorded it
 * @param classUid OCSF's class
 */
public record LiveFilter(
        Optional<TextFilter> actor,
        Optional<TextFilter> action,
        Optional<Outcome> outcome,
        Optional<TextFilter> source,
        OptionalInt classUid) {
    /** Whether a source's events could be meant; empty text is an erased event's. */
    public boolean wantsSource(String name) {
        return fits(source, name);
    }

    /** Whether an event is meant. */
    public boolean matches(EventRow row) {
        return wantsSource(row.source())
                && fits(actor, row.actor())
                && fits(action, row.action())
                && (outcome.isEmpty() || outcome.get() == row.outcome())
                && (classUid.isEmpty() || classUid.getAsInt() == row.classUid());
    }

    private static boolean fits(Optional<TextFilter> filter, String text) {
        return filter.isEmpty() || filter.get().matches(text);
    }
}
