package dev.gatehouse.client.audit.send;

import dev.gatehouse.client.audit.AuditEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Events for tests, each a second after the one before. */
final class NumberedEvents {
    static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");

    private NumberedEvents() {}

    static List<AuditEvent> of(int from, int to) {
        return IntStream.range(from, to).mapToObj(NumberedEvents::of).toList();
    }

    static AuditEvent of(int number) {
        return new AuditEvent(
                uid(number),
                FIRST.plusSeconds(number),
                "config-service",
                "token:researcher",
                "secret:read",
                "secret:/aurora/dev/openai-api-key",
                Optional.of("v1"),
                AuditEvent.Outcome.SUCCESS,
                Optional.empty(),
                "192.0.2.7",
                "request-1");
    }

    static String uid(int number) {
        return "event-%06d".formatted(number);
    }

    static List<String> uids(int from, int to) {
        return IntStream.range(from, to).mapToObj(NumberedEvents::uid).toList();
    }
}
