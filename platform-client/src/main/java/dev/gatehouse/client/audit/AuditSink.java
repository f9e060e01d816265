package dev.gatehouse.client.audit;

import java.util.List;

/**
 * Where audit events go. An implementation is safe for use by many threads.
 */
public interface AuditSink {
    /**
     * Takes the events, all or none, in order.
     *
     * <p>When this returns, the events are durable: they survive SIGKILL and a power cut. It may block for a disk's
     * flush, so it is never called on an event loop.
     *
     * @throws AuditUnavailable the events were not taken; the caller decides whether to refuse what it was about to do
     */
    void record(List<AuditEvent> events);
}
