package dev.gatehouse.audit.query;

import static dev.gatehouse.audit.query.QueryRefused.require;

import dev.gatehouse.audit.event.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which events are asked for: those that fit each of these.
 *
 * @param from the earliest time of an event
 * @param to the time before which an event must be; after {@code from}
 * @param actor who
 * @param action what
 * @param resource one of the event's resources
 * @param outcome how it ended
 * @param source who recorded it
 * @param classUid OCSF's class
 * @param text stands somewhere in the event's OCSF form or its key columns, whatever the case; no wildcards
 * @param visible what the caller may see
 */
public record EventFilter(
        Instant from,
        Instant to,
        Optional<TextFilter> actor,
        Optional<TextFilter> action,
        Optional<TextFilter> resource,
        Optional<Outcome> outcome,
        Optional<TextFilter> source,
        OptionalInt classUid,
        Optional<String> text,
        VisibleSources visible) {
    /** Times outside of these are no event's: the year 1 to 9999. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** @throws QueryRefused the range is empty or outside of the years 1 to 9999, or the text is no clean text */
    public EventFilter {
        require(!from.isBefore(EARLIEST) && !from.isAfter(LATEST), "from", "must be in the years 1 to 9999");
        require(!to.isBefore(EARLIEST) && !to.isAfter(LATEST), "to", "must be in the years 1 to 9999");
        require(from.isBefore(to), "to", "must be after from");
        text.ifPresent(wanted -> TextFilter.requireText("q", wanted, TextFilter.MAX_LENGTH));
    }

    /** All events of a time range that the caller may see. */
    public static EventFilter between(Instant from, Instant to, VisibleSources visible) {
        return new EventFilter(
                from,
                to,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                visible);
    }

    /** The same, of what a caller may see. */
    public EventFilter seenBy(VisibleSources seen) {
        return new EventFilter(from, to, actor, action, resource, outcome, source, classUid, text, seen);
    }

    /** The same, in another time range. */
    public EventFilter within(Instant start, Instant end) {
        return new EventFilter(start, end, actor, action, resource, outcome, source, classUid, text, visible);
    }
}
