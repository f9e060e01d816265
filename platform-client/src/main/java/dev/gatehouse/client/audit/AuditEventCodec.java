package dev.gatehouse.client.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An audit event's wire form: one JSON object on one line, in UTF-8, without a line feed. It is stable: fields are
 * added, never renamed or given another meaning.
 *
 * <table>
 * <caption>Fields; each is a JSON string of at most {@link AuditEvent#MAX_TEXT} characters</caption>
 * <tr><th>field<th>what it holds
 * <tr><td>{@code uid}<td>the event's unique id, sortable by time
 * <tr><td>{@code time}<td>RFC 3339 in UTC, up to nine fractional digits, for instance {@code 2026-03-01T10:15:30.5Z}
 * <tr><td>{@code source}<td>the service that recorded it
 * <tr><td>{@code principal}<td>who
 * <tr><td>{@code action}<td>what, as {@code object:verb}
 * <tr><td>{@code resource}<td>which
 * <tr><td>{@code version}<td>the object's version; absent where there is none
 * <tr><td>{@code outcome}<td>{@code success}, {@code denied} or {@code failure}
 * <tr><td>{@code reason}<td>a stable word, or what a person gave as a reason; absent where there is none
 * <tr><td>{@code sourceAddress}<td>the caller's network address
 * <tr><td>{@code requestId}<td>the request's id
 * </table>
 *
 * <p>Reading is strict: an unknown, repeated or missing field, a value that is not a string, a null, invalid UTF-8, or
 * anything after the object is refused. Safe for use by many threads.
 */
public final class AuditEventCodec {
    /** Bytes that an event's wire form may have; every event that can be made fits, however its texts are escaped. */
    public static final int MAX_BYTES = 131_072;

    private static final int TYPICAL_BYTES = 512;
    private static final int POOLED_BUFFERS = 16;

    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z");

    // Names are neither interned nor remembered: they come from bytes that may be anything. A bounded pool, because
    // with virtual threads a buffer for each thread would never be used twice.
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED_BUFFERS))
            .build();

    /**
     * The event as bytes.
     *
     * @throws IllegalArgumentException the event's year is not one of 0 to 9999, which RFC 3339 can't say
     */
    public byte[] encode(AuditEvent event) {
        String time = event.time().toString();
        if (!RFC_3339.matcher(time).matches()) {
            throw new IllegalArgumentException("the event's time is outside the years 0 to 9999");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(event, time, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The event that the bytes are.
     *
     * @throws MalformedEvent they are not an event's wire form
     */
    public AuditEvent decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedEvent("the event has more than " + MAX_BYTES + " bytes");
        }
        CharBuffer text = text(bytes);
        try (JsonParser json =
                JSON.createParser(text.array(), text.arrayOffset() + text.position(), text.remaining())) {
            return event(fields(json));
        } catch (IOException e) {
            // The parser's own message quotes what it read, which may be anybody's: it is dropped on purpose.
            throw new MalformedEvent("the event is not one JSON object of known, distinct fields");
        }
    }

    private static void write(AuditEvent event, String time, JsonGenerator json) throws IOException {
        json.writeStartObject();
        write(json, EventField.UID, event.uid());
        write(json, EventField.TIME, time);
        write(json, EventField.SOURCE, event.source());
        write(json, EventField.PRINCIPAL, event.principal());
        write(json, EventField.ACTION, event.action());
        write(json, EventField.RESOURCE, event.resource());
        write(json, EventField.VERSION, event.version());
        write(json, EventField.OUTCOME, word(event.outcome()));
        write(json, EventField.REASON, event.reason());
        write(json, EventField.SOURCE_ADDRESS, event.sourceAddress());
        write(json, EventField.REQUEST_ID, event.requestId());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, EventField field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            write(json, field, value.get());
        }
    }

    private static void write(JsonGenerator json, EventField field, String value) throws IOException {
        json.writeStringField(field.wireName(), value);
    }

    private static CharBuffer text(byte[] bytes) {
        try {
            // A fresh decoder reports what is malformed, where the JDK's shortcuts put a replacement character.
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new MalformedEvent("the event is not UTF-8");
        }
    }

    private static Map<EventField, String> fields(JsonParser json) throws IOException {
        Map<EventField, String> fields = new EnumMap<>(EventField.class);
        require(json.nextToken() == JsonToken.START_OBJECT, "the event is not a JSON object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            EventField field = EventField.named(json.currentName())
                    .orElseThrow(() -> new MalformedEvent("the event has an unknown field"));
            fields.put(field, value(json, field));
        }
        require(json.nextToken() == null, "something follows the event");
        return fields;
    }

    private static String value(JsonParser json, EventField field) throws IOException {
        require(json.nextToken() == JsonToken.VALUE_STRING, field.wireName() + " is not a string");
        String value = json.getText();
        require(value.length() <= AuditEvent.MAX_TEXT, field.wireName() + " is too long");
        return value;
    }

    private static AuditEvent event(Map<EventField, String> fields) {
        return new AuditEvent(
                required(fields, EventField.UID),
                time(required(fields, EventField.TIME)),
                required(fields, EventField.SOURCE),
                required(fields, EventField.PRINCIPAL),
                required(fields, EventField.ACTION),
                required(fields, EventField.RESOURCE),
                Optional.ofNullable(fields.get(EventField.VERSION)),
                outcome(required(fields, EventField.OUTCOME)),
                Optional.ofNullable(fields.get(EventField.REASON)),
                required(fields, EventField.SOURCE_ADDRESS),
                required(fields, EventField.REQUEST_ID));
    }

    private static String required(Map<EventField, String> fields, EventField field) {
        String value = fields.get(field);
        if (value == null) {
            throw new MalformedEvent(field.wireName() + " is missing");
        }
        return value;
    }

    private static Instant time(String text) {
        require(RFC_3339.matcher(text).matches(), "time is not RFC 3339 in UTC");
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            // Its message quotes the text.
            throw new MalformedEvent("time is no day of the calendar");
        }
    }

    private static String word(AuditEvent.Outcome outcome) {
        return switch (outcome) {
            case ATTEMPT -> "attempt";
            case SUCCESS -> "success";
            case DENIED -> "denied";
            case FAILURE -> "failure";
        };
    }

    private static AuditEvent.Outcome outcome(String word) {
        return switch (word) {
            case "attempt" -> AuditEvent.Outcome.ATTEMPT;
            case "success" -> AuditEvent.Outcome.SUCCESS;
            case "denied" -> AuditEvent.Outcome.DENIED;
            case "failure" -> AuditEvent.Outcome.FAILURE;
            default -> throw new MalformedEvent("outcome is not attempt, success, denied or failure");
        };
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new MalformedEvent(otherwise);
        }
    }
}
