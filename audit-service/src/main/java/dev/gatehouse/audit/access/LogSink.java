package dev.gatehouse.audit.access;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.EventLog;
import dev.gatehouse.audit.log.LogUnavailable;
import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditEventCodec;
import dev.gatehouse.client.audit.AuditSink;
import dev.gatehouse.client.audit.AuditUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** This service's own audit events: they go to its own log. */
public final class LogSink implements AuditSink {
    private final EventLog log;
    private final AuditEventCodec codec = new AuditEventCodec();

    public LogSink(EventLog log) {
        this.log = log;
    }

    @Override
    public void record(List<AuditEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            log.append(events.stream().map(this::event).toList())
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException | LogUnavailable e) {
            throw new AuditUnavailable("the log can't take this service's own events", e);
        }
    }

    private Event event(AuditEvent event) {
        return new Event(
                new EventKey(event.source(), event.uid()),
                event.time(),
                EventFormat.ADMINISTRATION,
                DigestVerdict.NOT_APPLICABLE,
                Optional.empty(),
                ByteSlice.of(codec.encode(event)));
    }
}
