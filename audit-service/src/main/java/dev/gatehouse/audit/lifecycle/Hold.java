package dev.gatehouse.audit.lifecycle;

import dev.gatehouse.audit.event.Event;
import java.time.Instant;

/**
 * A legal hold: what is under it is neither erased nor expires.
 *
 * @param terms what is held
 * @param by who put it, as authenticated
 * @param since when
 * @param index where the log has it sealed
 */
public record Hold(HoldTerms terms, String by, Instant since, long index) {
    /**
     * Whether an event is under it. An event is in the hold's time where it happened or where it came in then: a sender
     * that has a wrong clock takes nothing out of a hold.
     */
    boolean holds(Event event, Instant received) {
        return terms.sources().stream()
                        .anyMatch(pattern -> pattern.matches(event.key().source()))
                && (terms.covers(event.time()) || terms.covers(received));
    }
}
