package dev.gatehouse.audit.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.client.audit.AuditEvent;
import dev.gatehouse.client.audit.AuditEventCodec;
import dev.gatehouse.service.access.Caller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What this feature records, as events of the log: the platform's form with an object {@code details}. {@link
 * ErasureRecord} says what stands in those of erasures, {@link HoldRecord} what stands in those of holds.
 */
final class LifecycleEvents {
    /** The source of what this service records of itself. */
    static final String SOURCE = "audit-service";

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final AuditEventCodec CODEC = new AuditEventCodec();

    private final Supplier<String> ids;
    private final InstantSource clock;

    LifecycleEvents(Supplier<String> ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** @param key that the record has, so that it is found again, and made once */
    Event erasure(EventKey key, Caller caller, long index, EventKey erased, String reason) {
        ObjectNode details = MAPPER.createObjectNode();
        details.put("index", index);
        details.put("source", erased.source());
        details.put("uid", erased.uid());
        details.put("reason", reason);
        return event(key.uid(), EventFormat.ERASURE, caller, "event:erase", "source:/" + erased.source(), details);
    }

    /** @param key as above */
    Event expiry(EventKey key, Retention.Rule rule, Instant cutOff, List<IndexRange> ranges) {
        ObjectNode details = MAPPER.createObjectNode();
        details.put("rule", rule.prefix());
        details.put("days", rule.days());
        details.put("cutOff", cutOff.toString());
        ArrayNode list = details.putArray("ranges");
        ranges.forEach(range -> list.addArray().add(range.first()).add(range.last()));
        return event(
                key.uid(), EventFormat.ERASURE, SOURCE, "", "", "event:expire", "source:/" + rule.prefix(), details);
    }

    Event hold(Caller caller, HoldTerms terms) {
        ObjectNode details = MAPPER.createObjectNode();
        ArrayNode sources = details.put("name", terms.name()).putArray("sources");
        terms.sources().forEach(pattern -> sources.add(pattern.text()));
        terms.from().ifPresent(from -> details.put("from", from.toString()));
        terms.to().ifPresent(to -> details.put("to", to.toString()));
        details.put("reason", terms.reason());
        return administration(caller, HoldRecord.PUT, terms.name(), details);
    }

    Event release(Caller caller, String name) {
        return administration(
                caller, HoldRecord.RELEASE, name, MAPPER.createObjectNode().put("name", name));
    }

    private Event administration(Caller caller, String action, String name, ObjectNode details) {
        return event(ids.get(), EventFormat.ADMINISTRATION, caller, action, "hold:/" + name, details);
    }

    private Event event(
            String uid, EventFormat format, Caller caller, String action, String resource, ObjectNode details) {
        return event(
                uid,
                format,
                caller.principal().name(),
                caller.sourceAddress(),
                caller.requestId(),
                action,
                resource,
                details);
    }

    @SuppressWarnings("TooManyParameters") // They are the fields of one record, and stand here together only.
    private Event event(
            String uid,
            EventFormat format,
            String principal,
            String sourceAddress,
            String requestId,
            String action,
            String resource,
            ObjectNode details) {
        AuditEvent event = new AuditEvent(
                uid,
                clock.instant(),
                SOURCE,
                principal,
                action,
                resource,
                Optional.empty(),
                AuditEvent.Outcome.SUCCESS,
                Optional.empty(),
                sourceAddress,
                requestId);
        return new Event(
                new EventKey(SOURCE, uid),
                event.time(),
                format,
                DigestVerdict.NOT_APPLICABLE,
                Optional.empty(),
                ByteSlice.of(joined(CODEC.encode(event), details)));
    }

    /** The details as one more field of the event's object. */
    private static byte[] joined(byte[] event, ObjectNode details) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.length + 256);
        bytes.write(event, 0, event.length - 1);
        bytes.writeBytes(",\"details\":".getBytes(UTF_8));
        try {
            bytes.writeBytes(MAPPER.writeValueAsBytes(details));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.write('}');
        return bytes.toByteArray();
    }
}
