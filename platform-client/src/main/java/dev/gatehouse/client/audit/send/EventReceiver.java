package dev.gatehouse.client.audit.send;

import dev.gatehouse.client.audit.AuditEvent;
import java.util.List;

/** Who takes the events. An event that it has already, by source and uid, does no harm. */
public interface EventReceiver {
    /**
     * Sends events, in order; blocks until there is an answer or none is to be expected. Failures are answers.
     *
     * @throws InterruptedException the thread was interrupted; the receiver may have them all the same
     */
    Answer send(List<AuditEvent> events) throws InterruptedException;
}
