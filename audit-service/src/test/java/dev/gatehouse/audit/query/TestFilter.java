package dev.gatehouse.audit.query;

import dev.gatehouse.audit.event.Outcome;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Filters for tests: all of March 2026's events, and of them those with one property. */
public final class TestFilter {
    /** All events of the range. */
    public static final EventFilter ALL =
            EventFilter.between(TestEvent.START, Instant.parse("2026-04-01T00:00:00Z"), VisibleSources.ALL);

    private TestFilter() {}

    public static EventFilter actor(String pattern) {
        return with(Optional.of(new TextFilter(pattern)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static EventFilter action(String pattern) {
        return with(Optional.empty(), Optional.of(new TextFilter(pattern)), Optional.empty(), Optional.empty());
    }

    public static EventFilter resource(String pattern) {
        return with(Optional.empty(), Optional.empty(), Optional.of(new TextFilter(pattern)), Optional.empty());
    }

    public static EventFilter source(String pattern) {
        return with(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new TextFilter(pattern)));
    }

    public static EventFilter text(String text) {
        return copy(Optional.empty(), OptionalInt.empty(), Optional.of(text), VisibleSources.ALL);
    }

    public static EventFilter outcome(Outcome outcome) {
        return copy(Optional.of(outcome), OptionalInt.empty(), Optional.empty(), VisibleSources.ALL);
    }

    public static EventFilter classUid(int uid) {
        return copy(Optional.empty(), OptionalInt.of(uid), Optional.empty(), VisibleSources.ALL);
    }

    public static EventFilter visible(VisibleSources visible) {
        return copy(Optional.empty(), OptionalInt.empty(), Optional.empty(), visible);
    }

    private static EventFilter copy(
            Optional<Outcome> outcome, OptionalInt classUid, Optional<String> text, VisibleSources visible) {
        return new EventFilter(
                ALL.from(),
                ALL.to(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                outcome,
                Optional.empty(),
                classUid,
                text,
                visible);
    }

    private static EventFilter with(
            Optional<TextFilter> actor,
            Optional<TextFilter> action,
            Optional<TextFilter> resource,
            Optional<TextFilter> source) {
        return new EventFilter(
                ALL.from(),
                ALL.to(),
                actor,
                action,
                resource,
                Optional.empty(),
                source,
                OptionalInt.empty(),
                Optional.empty(),
                VisibleSources.ALL);
    }
}
