package dev.gatehouse.audit.detect;

import java.time.Instant;

/**
 * That a rule was raised.
 *
 * @param start the event time at which it was
 * @param touched when the log received the last event that raised it or would have
 * @param suppressed how often it was not raised since
 */
record Raised(Instant start, Instant touched, long suppressed) {
    Raised again(Instant received) {
        return new Raised(start, received, suppressed + 1);
    }
}
