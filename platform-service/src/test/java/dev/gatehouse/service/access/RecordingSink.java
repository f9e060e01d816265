package dev.gatehouse.service.access;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditSink;
import dev.gatehouse.client.audit.AuditUnavailable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An audit sink in memory that can be cut off, and that can be looked at each time it takes events. */
public final class RecordingSink implements AuditSink {
    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger takes = new AtomicInteger(Integer.MAX_VALUE);

    /** What it took, in order. */
    public List<AuditEvent> events() {
        return events;
    }

    /** Each event as {@code action outcome}. */
    public List<String> told() {
        return events.stream()
                .map(event -> event.action() + " " + event.outcome())
                .toList();
    }

    /** Takes so many more records, and is cut off then. */
    public void cutOffAfter(int records) {
        takes.set(records);
    }

    @Override
    public void record(List<AuditEvent> taken) {
        if (takes.getAndDecrement() <= 0) {
            throw new AuditUnavailable("cut off");
        }
        events.addAll(taken);
    }
}
