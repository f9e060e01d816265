package dev.gatehouse.audit.query;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * An event as a JSON object: its columns, and its OCSF form as {@code ocsf}. Where the form is too large for a page,
 * {@code truncated} says so, and the event's own address has it. There is no line break in it.
 */
public final class EventJson {
    private EventJson() {}

    /** Writes an event. */
    public static void write(EventRow row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeFields(row, json);
        json.writeEndObject();
    }

    /** Writes an event's fields into an object that has begun. */
    public static void writeFields(EventRow row, JsonGenerator json) throws IOException {
        json.writeNumberField("index", row.index());
        json.writeStringField("received", row.received().toString());
        json.writeStringField("source", row.source());
        json.writeStringField("uid", row.uid());
        json.writeStringField("format", row.format().word());
        json.writeStringField("verdict", row.verdict().word());
        json.writeStringField("time", row.time().toString());
        json.writeBooleanField("erased", row.erased());
        meaning(row, json);
        if (row.truncated()) {
            json.writeBooleanField("truncated", true);
        }
        if (row.ocsf().isPresent()) {
            json.writeFieldName("ocsf");
            json.writeRawValue(oneLine(row.ocsf().get()));
        }
    }

    private static void meaning(EventRow row, JsonGenerator json) throws IOException {
        json.writeStringField("outcome", row.outcome().word());
        json.writeStringField("actor", row.actor());
        json.writeStringField("action", row.action());
        json.writeArrayFieldStart("resources");
        for (String resource : row.resources()) {
            json.writeString(resource);
        }
        json.writeEndArray();
    }

    /** In JSON, line feeds stand between tokens only, and the other breaks within texts only. */
    private static String oneLine(String ocsf) {
        return LineBreaks.escaped(ocsf.replace('\n', ' ').replace('\r', ' '));
    }
}
