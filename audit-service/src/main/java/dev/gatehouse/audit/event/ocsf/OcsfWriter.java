package dev.gatehouse.audit.event.ocsf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.line.Fields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/** Writes one OCSF event after the other; what is not there, an empty text or {@link JsonTape#NONE}, is not written. */
final class OcsfWriter {
    private static final int POOLED_BUFFERS = 16;
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED_BUFFERS))
            .build();
    private static final int TYPICAL_BYTES = 4_096;
    private static final int LARGE_BYTES = 1 << 20;

    private final RawJson raw = new RawJson();
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    private JsonGenerator json;

    OcsfWriter() throws IOException {
        json = JSON.createGenerator(bytes);
    }

    /** Begins an event, and forgets what was written of the last one. */
    void begin() throws IOException {
        bytes.reset();
        json = JSON.createGenerator(bytes);
        json.writeStartObject();
    }

    /** Ends the event, which this returns. */
    ByteSlice finish() throws IOException {
        json.writeEndObject();
        json.close();
        ByteSlice event = ByteSlice.of(bytes.toByteArray());
        if (event.length() > LARGE_BYTES) {
            bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        }
        return event;
    }

    OcsfWriter object(String field) throws IOException {
        json.writeObjectFieldStart(field);
        return this;
    }

    /** An object in a list. */
    OcsfWriter item() throws IOException {
        json.writeStartObject();
        return this;
    }

    OcsfWriter list(String field) throws IOException {
        json.writeArrayFieldStart(field);
        return this;
    }

    OcsfWriter end() throws IOException {
        if (json.getOutputContext().inArray()) {
            json.writeEndArray();
        } else {
            json.writeEndObject();
        }
        return this;
    }

    OcsfWriter text(String field, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(field, value);
        }
        return this;
    }

    /** A text in a list. */
    OcsfWriter textItem(String value) throws IOException {
        json.writeString(value);
        return this;
    }

    OcsfWriter number(String field, long value) throws IOException {
        json.writeNumberField(field, value);
        return this;
    }

    OcsfWriter number(String field, OptionalLong value) throws IOException {
        return value.isPresent() ? number(field, value.getAsLong()) : this;
    }

    OcsfWriter truth(String field, boolean value) throws IOException {
        json.writeBooleanField(field, value);
        return this;
    }

    /** A text of the tape, with its escapes as they stand. */
    OcsfWriter text(String field, JsonTape tape, int value) throws IOException {
        if (value != JsonTape.NONE) {
            json.writeFieldName(field);
            int start = tape.start(value) + 1;
            json.writeRawUTF8String(tape.bytes(), start, tape.end(value) - 1 - start);
        }
        return this;
    }

    /** The fields of an object that were not mapped. */
    void rest(JsonTape tape, int object) throws IOException {
        for (int child = tape.first(object); child != JsonTape.NONE; child = tape.after(child)) {
            if (!tape.isTaken(child) && tape.hasRest(child)) {
                json.writeFieldName(raw.of(tape.bytes(), tape.nameStart(child) + 1, tape.nameEnd(child) - 1));
                restOf(tape, child);
            }
        }
    }

    private void restOf(JsonTape tape, int value) throws IOException {
        if (!tape.isPartlyTaken(value)) {
            json.writeRawValue(raw.of(tape.bytes(), tape.start(value), tape.end(value)));
        } else if (tape.kind(value) == JsonToken.START_OBJECT) {
            json.writeStartObject();
            rest(tape, value);
            json.writeEndObject();
        } else {
            json.writeStartArray();
            for (int item = tape.first(value); item != JsonTape.NONE; item = tape.after(item)) {
                if (tape.hasRest(item)) {
                    restOf(tape, item);
                }
            }
            json.writeEndArray();
        }
    }

    /** {@code unmapped}: what of the tape's object was not mapped; not written where that is nothing. */
    void unmapped(JsonTape tape) throws IOException {
        if (tape.hasRest(JsonTape.ROOT)) {
            object("unmapped");
            rest(tape, JsonTape.ROOT);
            end();
        }
    }

    /** {@code unmapped}: the fields that were not taken; not written where there is none. */
    void unmapped(Fields fields) throws IOException {
        if (!fields.isEmpty()) {
            object("unmapped");
            for (Map.Entry<String, String> field : fields.entries()) {
                text(field.getKey(), field.getValue());
            }
            end();
        }
    }
}
