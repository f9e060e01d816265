package dev.gatehouse.client.audit;

import java.util.List;

/** The oldest events of an {@link AuditOutbox} that were not acknowledged, in order. */
public final class Batch {
    private final List<AuditEvent> events;
    private final Position start;
    private final Position end;

    Batch(List<AuditEvent> events, Position start, Position end) {
        this.events = List.copyOf(events);
        this.start = start;
        this.end = end;
    }

    /** The events; none where nothing waits. */
    public List<AuditEvent> events() {
        return events;
    }

    Position start() {
        return start;
    }

    Position end() {
        return end;
    }
}
