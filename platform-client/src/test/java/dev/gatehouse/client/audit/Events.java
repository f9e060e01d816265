package dev.gatehouse.client.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events for tests. */
final class Events {
    private static final AuditEventCodec CODEC = new AuditEventCodec();
    private static final Instant TIME = Instant.parse("2026-03-01T10:15:30.123456789Z");

    private Events() {}

    static AuditEvent withUid(String uid) {
        return event(uid, "secret:/aurora/dev/openai-api-key");
    }

    static AuditEvent numbered(int number) {
        return withUid("event-%06d".formatted(number));
    }

    /** One whose wire form has so many bytes. */
    static AuditEvent ofSize(int bytes) {
        int texts = 3;
        AuditEvent empty = sized("", "", "");
        int padding = bytes - CODEC.encode(empty).length;
        int each = padding / texts;
        return sized("r".repeat(each), "p".repeat(each), "q".repeat(padding - 2 * each));
    }

    static int sizeOf(AuditEvent event) {
        return CODEC.encode(event).length;
    }

    static List<String> uids(List<AuditEvent> events) {
        return events.stream().map(AuditEvent::uid).toList();
    }

    private static AuditEvent event(String uid, String resource) {
        return new AuditEvent(
                uid,
                TIME,
                "config-service",
                "app:checkout",
                "secret:read",
                resource,
                Optional.of("v1"),
                AuditEvent.Outcome.SUCCESS,
                Optional.empty(),
                "192.0.2.7",
                "request-1");
    }

    private static AuditEvent sized(String resource, String principal, String requestId) {
        return new AuditEvent(
                "sized",
                TIME,
                "s",
                principal,
                "a:b",
                resource,
                Optional.empty(),
                AuditEvent.Outcome.DENIED,
                Optional.empty(),
                "::1",
                requestId);
    }
}
