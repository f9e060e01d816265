package dev.gatehouse.audit.detect;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.audit.detect.sigma.SigmaParser;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.log.LogEntry;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.tlog.Hash;
import java.time.Instant;
import java.util.Optional;

/** Events, and rules over them, as tests write them down. */
final class Logged {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Hash NO_HASH = Hash.of(new byte[Hash.BYTES]);

    private Logged() {}

    /** An event of the platform at a second after the start, received then. */
    static LoggedEvent at(long index, long second, String principal, String resource) {
        return at(index, second, second, principal, resource);
    }

    static LoggedEvent at(long index, long second, long received, String principal, String resource) {
        String raw =
                "{\"principal\":\"%s\",\"action\":\"secret:read\",\"resource\":\"%s\"}".formatted(principal, resource);
        Event event = new Event(
                new EventKey("config-service", "e" + index),
                START.plusSeconds(second),
                EventFormat.GATEHOUSE,
                DigestVerdict.NOT_APPLICABLE,
                Optional.empty(),
                ByteSlice.of(raw));
        return logged(index, START.plusSeconds(received), event);
    }

    static LoggedEvent logged(long index, Instant received, Event event) {
        LogEntry entry =
                new LogEntry(event.format(), event.verdict(), received, new LogEntry.ByteKey(index, index), NO_HASH);
        return new LoggedEvent(index, entry, Optional.of(event));
    }

    /** A record of CloudTrail or an event of the platform, received when it happened. */
    static LoggedEvent of(long index, JsonNode record) {
        boolean cloudTrail = record.has("eventID");
        Instant time =
                Instant.parse(record.path(cloudTrail ? "eventTime" : "time").asText());
        Event event = new Event(
                new EventKey(
                        cloudTrail
                                ? "cloudtrail/"
                                        + record.path("recipientAccountId").asText()
                                : "config-service",
                        record.path(cloudTrail ? "eventID" : "uid").asText()),
                time,
                cloudTrail ? EventFormat.CLOUDTRAIL : EventFormat.GATEHOUSE,
                DigestVerdict.NOT_APPLICABLE,
                Optional.empty(),
                ByteSlice.of(record.toString()));
        return logged(index, time, event);
    }

    /** A rule that each of the platform's events is one of. */
    static SigmaRule each(String extension) {
        return rule("""
                title: A secret was read
                id: 11111111-1111-1111-1111-111111111111
                name: each
                status: test
                level: low
                logsource:
                  product: gatehouse
                  service: audit
                detection:
                  s:
                    action: secret:read
                  condition: s
                """ + extension);
    }

    /** A correlation of them by principal. */
    static SigmaRule many(String correlation, String extension) {
        return rule("""
                title: Many secrets were read
                id: 22222222-2222-2222-2222-222222222222
                status: test
                level: high
                correlation:
                  rules: [each]
                  group-by: [principal]
                """ + correlation.indent(2) + extension);
    }

    static SigmaRule rule(String yaml) {
        return SigmaParser.parse(yaml.getBytes(UTF_8));
    }
}
