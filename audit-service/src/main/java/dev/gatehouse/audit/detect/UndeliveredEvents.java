package dev.gatehouse.audit.detect;

import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditSink;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Puts undelivered detections on record as this service's own events: {@code detection:deliver} of {@code
 * detection:/<uid>}, a failure. Its uid follows from sink and detection, so that each is in the log once.
 */
public final class UndeliveredEvents implements Undelivered {
    private static final String SERVICE = "audit-service";

    private final AuditSink sink;
    private final InstantSource clock;

    public UndeliveredEvents(AuditSink sink, InstantSource clock) {
        this.sink = sink;
        this.clock = clock;
    }

    @Override
    public void record(String name, DetectionSink.Message message, Reason reason) {
        sink.record(List.of(new AuditEvent(
                "undelivered-" + name + "-" + message.uid(),
                clock.instant(),
                SERVICE,
                SERVICE + "/sinks/" + name,
                "detection:deliver",
                "detection:/" + message.uid(),
                Optional.empty(),
                AuditEvent.Outcome.FAILURE,
                Optional.of(reason.word()),
                "localhost",
                message.uid())));
    }
}
