package dev.gatehouse.audit.detect;

import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a rule found. It is a function of the rule and of events in the log, so that it comes out the same, with the same
 * uid and the same bytes, however often it is made.
 *
 * @param uid 32 hexadecimal digits, of the rule, its version, the dedupe window and the first event
 * @param time the event time at which it was raised
 * @param rule the rule
 * @param count how many events are behind it
 * @param suppressed how often the rule was not raised in the dedupe window before this one
 * @param first the earliest event's time
 * @param last the latest event's time
 * @param events the first {@value #MAX_EVENTS} of the events, by time
 * @param actor who did it, by the last event to come in; empty where nobody is named
 */
public record Detection(
        String uid,
        Instant time,
        SigmaRule rule,
        int count,
        long suppressed,
        Instant first,
        Instant last,
        List<EventRef> events,
        String actor) {
    /** The source of all detections. */
    public static final String SOURCE = "gatehouse/detections";

    /** Events that are named. */
    public static final int MAX_EVENTS = 20;

    public Detection {
        events = List.copyOf(events);
    }

    /** One sentence for people: the rule's title, how many events, and who. */
    public String summary() {
        String events = count == 1 ? "" : " (" + count + " events)";
        return rule.title() + events + (actor.isEmpty() ? "" : ", by " + actor);
    }

    /** It as an event of the log. */
    public Event event() {
        return new Event(
                new EventKey(SOURCE, uid),
                time,
                EventFormat.DETECTION,
                DigestVerdict.NOT_APPLICABLE,
                Optional.empty(),
                DetectionJson.encode(this));
    }
}
