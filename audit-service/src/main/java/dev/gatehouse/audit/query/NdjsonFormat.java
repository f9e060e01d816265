package dev.gatehouse.audit.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A JSON object a line, with the event's columns and its OCSF form as {@code ocsf}. The last line has no {@code index} but
 * {@code export}: how many events there are before it, whether that is all ({@code complete}), and if not, why.
 */
public final class NdjsonFormat implements RowFormat {
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public String contentType() {
        return "application/x-ndjson";
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public byte[] line(EventRow row) {
        return line(json -> EventJson.writeFields(row, json));
    }

    @Override
    public byte[] tail(ExportResult result) {
        return line(json -> {
            json.writeObjectFieldStart("export");
            json.writeNumberField("rows", result.rows());
            json.writeBooleanField("complete", result.complete());
            if (result.cut().isPresent()) {
                json.writeStringField("cut", result.cut().get().word());
            }
            json.writeEndObject();
        });
    }

    @FunctionalInterface
    private interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static byte[] line(Fields fields) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a line is written to memory", impossible);
        }
        line.writeBytes("\n".getBytes(UTF_8));
        return line.toByteArray();
    }
}
