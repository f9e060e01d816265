package dev.gatehouse.audit.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The events of one group of a threshold, by event time. They may come in any order. */
final class Group {
    private static final Comparator<Counted> BY_TIME = Comparator.comparing(
                    (Counted counted) -> counted.event().time())
            .thenComparingLong(counted -> counted.event().index());

    private final List<Counted> events = new ArrayList<>();
    private Instant touched;

    Group(Instant touched) {
        this.touched = touched;
    }

    /**
     * An event that counts.
     *
     * @param event the event
     * @param value a name of the text that must be different, where different texts count; otherwise empty
     */
    record Counted(EventRef event, String value) {}

    /** When the log received the last of its events. */
    Instant touched() {
        return touched;
    }

    List<Counted> events() {
        return events;
    }

    /**
     * Adds an event, and says which events reach the threshold with it. Of equal texts the latest event is kept, and at
     * most twice as many events as are asked for, the last to have come in.
     */
    Optional<List<EventRef>> add(Counted added, Instant received, int atLeast, Duration span) {
        touched = received;
        if (!replaces(added)) {
            return Optional.empty();
        }
        int at = 0;
        while (at < events.size() && BY_TIME.compare(events.get(at), added) < 0) {
            at++;
        }
        events.add(at, added);
        Optional<List<EventRef>> reached = reached(at, atLeast, span);
        if (events.size() > 2 * atLeast) {
            events.remove(events.stream()
                    .min(Comparator.comparingLong(counted -> counted.event().index()))
                    .orElseThrow());
        }
        return reached;
    }

    /** Makes room for an event by taking out an earlier one of the same text; false where there is a later one. */
    private boolean replaces(Counted added) {
        if (added.value().isEmpty()) {
            return true;
        }
        for (Counted counted : events) {
            if (counted.value().equals(added.value())) {
                return BY_TIME.compare(counted, added) < 0 && events.remove(counted);
            }
        }
        return true;
    }

    /** Looks at each run of so many events that the one at the index is part of. */
    private Optional<List<EventRef>> reached(int at, int atLeast, Duration span) {
        for (int from = Math.max(0, at - atLeast + 1); from <= at && from + atLeast <= events.size(); from++) {
            Instant first = events.get(from).event().time();
            Instant last = events.get(from + atLeast - 1).event().time();
            if (!first.plus(span).isBefore(last)) {
                return Optional.of(events.subList(from, from + atLeast).stream()
                        .map(Counted::event)
                        .toList());
            }
        }
        return Optional.empty();
    }
}
