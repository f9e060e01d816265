package dev.gatehouse.client;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditOutbox;
import dev.gatehouse.client.audit.AuditSink;
import dev.gatehouse.client.audit.AuditUnavailable;
import dev.gatehouse.client.audit.EventIds;
import dev.gatehouse.client.audit.send.AuditSender;
import dev.gatehouse.client.audit.send.HttpEventReceiver;
import dev.gatehouse.client.audit.send.Pause;
import dev.gatehouse.client.audit.send.SenderState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * The application's audit events: durable on this machine when they are appended, and sent on in order.
 *
 * <p>{@link #append} returns when the events are on the disk; those of many callers share a flush. It blocks for that, so it never
 * runs on an event loop. What the outbox can't take goes by the {@link BackPressure} chosen.
 */
public final class GatehouseAudit implements AuditSink, AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final String source;
    private final AuditOutbox outbox;
    private final Optional<Sending> sending;
    private final BackPressure backPressure;
    private final EventIds ids;
    private final InstantSource clock;
    private final Pause pause;
    private final LongAdder dropped = new LongAdder();
    private volatile boolean closed;

    /** A sender and its connections. */
    record Sending(AuditSender sender, HttpEventReceiver receiver) {}

    /** @param sending empty where events are kept and not sent */
    GatehouseAudit(
            String source,
            AuditOutbox outbox,
            Optional<Sending> sending,
            BackPressure backPressure,
            EventIds ids,
            InstantSource clock,
            Pause pause) {
        this.source = source;
        this.outbox = outbox;
        this.sending = sending;
        this.backPressure = backPressure;
        this.ids = ids;
        this.clock = clock;
        this.pause = pause;
    }

    /** Appends one that happens now, by this application, and is about to be answered; see {@link AuditEvent} for the parts. */
    public void append(String principal, String action, String resource, AuditEvent.Outcome outcome) {
        append(List.of(event(principal, action, resource, outcome)));
    }

    /** An event of now with an id of its own, to be completed by the caller where it knows more. */
    public AuditEvent event(String principal, String action, String resource, AuditEvent.Outcome outcome) {
        String id = ids.next();
        return new AuditEvent(
                id,
                clock.instant(),
                source,
                principal,
                action,
                resource,
                Optional.empty(),
                outcome,
                Optional.empty(),
                "local",
                id);
    }

    /**
     * Appends events, all or none, in order.
     *
     * @throws AuditUnavailable they were not taken, and are not to be dropped
     */
    public void append(List<AuditEvent> events) {
        switch (backPressure) {
            case BackPressure.Refuse() -> outbox.record(events);
            case BackPressure.Drop() -> appendOrDrop(events);
            case BackPressure.Block(Duration longest) -> appendWithin(events, longest);
        }
    }

    /** The same as {@link #append(List)}. */
    @Override
    public void record(List<AuditEvent> events) {
        append(events);
    }

    /** Events that wait to be sent. */
    public long pendingEvents() {
        return outbox.pendingEvents();
    }

    /** Events that were dropped, since the start. */
    public long droppedEvents() {
        return dropped.sum();
    }

    /** What the sender is about; empty where events are not sent. */
    public Optional<SenderState> state() {
        return sending.map(parts -> parts.sender().state());
    }

    /** When the oldest event happened that is not sent; empty where none waits. */
    public Optional<Instant> oldestUnsent() {
        return sending.flatMap(parts -> parts.sender().oldestUnsent());
    }

    /** Ends the sending, and closes the outbox; what waits is sent by the next process. */
    @Override
    public void close() {
        closed = true;
        sending.ifPresent(parts -> {
            parts.sender().close();
            parts.receiver().close();
        });
        outbox.close();
    }

    private void appendOrDrop(List<AuditEvent> events) {
        try {
            outbox.record(events);
        } catch (AuditUnavailable e) {
            dropped.add(events.size());
        }
    }

    /** The same events, so that a receiver drops what a failed attempt left behind. */
    private void appendWithin(List<AuditEvent> events, Duration longest) {
        Instant end = clock.instant().plus(longest);
        while (true) {
            try {
                outbox.record(events);
                return;
            } catch (AuditUnavailable e) {
                if (closed || !clock.instant().isBefore(end)) {
                    throw e;
                }
                rest(e);
            }
        }
    }

    private void rest(AuditUnavailable refusal) {
        try {
            pause.rest(BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal;
        }
    }
}
