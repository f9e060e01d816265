package dev.gatehouse.audit.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.UtcTime;
import dev.gatehouse.audit.event.Utf8;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an event in the platform's own form: a JSON object with the fields that platform-client's {@code
 * AuditEventCodec} writes. Of these {@code uid}, {@code time}, {@code source}, {@code principal}, {@code action} and
 * {@code outcome} are required; {@code resource}, {@code version}, {@code reason}, {@code sourceAddress} and {@code
 * requestId} are not. A further field, {@code details}, is any JSON object. Reading is strict: an unknown or repeated
 * field, another type, a null, invalid UTF-8, or anything after the object is refused. Safe for use by many threads.
 */
public final class EventReader {
    private static final String DETAILS = "details";
    private static final Set<String> OUTCOMES = Set.of("attempt", "success", "denied", "failure");

    private final EventLimits limits;
    private final JsonFactory json;

    public EventReader(EventLimits limits) {
        this.limits = limits;
        this.json = new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .recyclerPool(JsonRecyclerPools.newBoundedPool(16))
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxDepth())
                        .build())
                .build();
    }

    /** The fields that are texts. */
    private enum Field {
        UID("uid", true),
        TIME("time", true),
        SOURCE("source", true),
        PRINCIPAL("principal", true),
        ACTION("action", true),
        OUTCOME("outcome", true),
        RESOURCE("resource", false),
        VERSION("version", false),
        REASON("reason", false),
        SOURCE_ADDRESS("sourceAddress", false),
        REQUEST_ID("requestId", false);

        private final String wireName;
        private final boolean required;

        Field(String wireName, boolean required) {
            this.wireName = wireName;
            this.required = required;
        }

        static Optional<Field> named(String name) {
            for (Field field : values()) {
                if (field.wireName.equals(name)) {
                    return Optional.of(field);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * The event that the bytes are.
     *
     * @throws InvalidEvent they are none; says what is wrong with which field
     */
    public Event read(ByteSlice raw) {
        if (raw.length() > limits.maxEventBytes()) {
            throw new InvalidEvent("too-large", "the event has more than " + limits.maxEventBytes() + " bytes");
        }
        if (Utf8.firstMalformed(raw) >= 0) {
            throw new InvalidEvent("malformed", "the event is not UTF-8");
        }
        try (JsonParser parser = json.createParser(raw.array(), raw.offset(), raw.length())) {
            return event(fields(parser), raw);
        } catch (StreamConstraintsException e) {
            throw new InvalidEvent("too-deep", "the event is nested more than " + limits.maxDepth() + " levels deep");
        } catch (IOException e) {
            // The parser's own message quotes what it read, which may be anybody's: it is dropped on purpose.
            throw new InvalidEvent("malformed", "the event is not one JSON object of distinct fields");
        }
    }

    private Map<Field, String> fields(JsonParser parser) throws IOException {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        require(parser.nextToken() == JsonToken.START_OBJECT, "malformed", "the event is not a JSON object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(DETAILS)) {
                require(value == JsonToken.START_OBJECT, "invalid-field", "details must be an object");
                parser.skipChildren();
            } else {
                Field field = Field.named(name)
                        .orElseThrow(() -> new InvalidEvent(
                                "unknown-field",
                                "the event has a field that is unknown; what is free stands in details"));
                fields.put(field, text(parser, field));
            }
        }
        require(parser.nextToken() == null, "malformed", "something follows the event");
        return fields;
    }

    private String text(JsonParser parser, Field field) throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_STRING, "invalid-field", field.wireName + " must be a text");
        String text = parser.getText();
        require(
                text.length() <= limits.maxTextCharacters(),
                "invalid-field",
                field.wireName + " has more than " + limits.maxTextCharacters() + " characters");
        return text;
    }

    private static Event event(Map<Field, String> fields, ByteSlice raw) {
        for (Field field : Field.values()) {
            String text = fields.get(field);
            require(text != null || !field.required, "missing-field", field.wireName + " is missing");
            require(text == null || !text.isEmpty() || !field.required, "invalid-field", field.wireName + " is empty");
        }
        require(
                OUTCOMES.contains(fields.getOrDefault(Field.OUTCOME, "")),
                "invalid-field",
                "outcome must be attempt, success, denied or failure");
        return new Event(
                key(fields),
                time(fields.getOrDefault(Field.TIME, "")),
                EventFormat.GATEHOUSE,
                DigestVerdict.NOT_APPLICABLE,
                Optional.empty(),
                raw);
    }

    private static EventKey key(Map<Field, String> fields) {
        try {
            return new EventKey(fields.getOrDefault(Field.SOURCE, ""), fields.getOrDefault(Field.UID, ""));
        } catch (IllegalArgumentException e) {
            throw new InvalidEvent("invalid-field", String.valueOf(e.getMessage()));
        }
    }

    private static Instant time(String text) {
        Instant time = UtcTime.parse(text)
                .orElseThrow(() -> new InvalidEvent(
                        "invalid-field",
                        "time must be RFC 3339 with a year of four digits, such as 2026-03-01T10:15:30.5Z"));
        require(EventTimes.storable(time), "invalid-field", "time is not of the years 1970 to 9999");
        return time;
    }

    private static void require(boolean holds, String reason, String otherwise) {
        if (!holds) {
            throw new InvalidEvent(reason, otherwise);
        }
    }
}
