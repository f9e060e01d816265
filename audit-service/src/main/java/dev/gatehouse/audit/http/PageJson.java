package dev.gatehouse.audit.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.Origin;
import dev.gatehouse.audit.event.Utf8;
import dev.gatehouse.audit.log.LoggedEvent;
import dev.gatehouse.audit.query.EventFilter;
import dev.gatehouse.audit.query.EventJson;
import dev.gatehouse.audit.query.EventPage;
import dev.gatehouse.audit.query.EventQuery;
import dev.gatehouse.audit.query.EventRow;
import dev.gatehouse.audit.query.Histogram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Answers to queries, in JSON. Each says which time range it is about, and whether it is {@code current}: sees each event
 * that was acknowledged before the request came.
 */
final class PageJson {
    private static final int MAX_DEPTH = 1_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newBoundedPool(16))
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private PageJson() {}

    /** {@code events}, and {@code next}, the cursor of the next page, where there is more. */
    static byte[] page(EventQuery query, EventPage page, boolean current) {
        return object(json -> {
            json.writeArrayFieldStart("events");
            for (EventRow row : page.rows()) {
                EventJson.write(row, json);
            }
            json.writeEndArray();
            if (page.next().isPresent()) {
                json.writeStringField("next", page.next().get().text(query.filter(), query.order()));
            }
            range(query.filter(), current, json);
        });
    }

    /** {@code interval} in seconds, {@code total}, and {@code buckets}, each with its {@code start} and {@code events}. */
    static byte[] histogram(EventFilter filter, Histogram histogram, boolean current) {
        return object(json -> {
            json.writeNumberField("interval", histogram.width().toSeconds());
            json.writeNumberField(
                    "total",
                    histogram.buckets().stream()
                            .mapToLong(Histogram.Bucket::events)
                            .sum());
            json.writeArrayFieldStart("buckets");
            for (Histogram.Bucket bucket : histogram.buckets()) {
                json.writeStartObject();
                json.writeStringField("start", bucket.start().toString());
                json.writeNumberField("events", bucket.events());
                json.writeEndObject();
            }
            json.writeEndArray();
            range(filter, current, json);
        });
    }

    /**
     * An event with its place in the log and its raw record: as {@code raw} where that is JSON, which then stands there
     * byte for byte, and else as {@code rawBase64}.
     */
    static byte[] event(EventRow row, LoggedEvent logged, Event event) {
        return object(json -> {
            EventJson.writeFields(row, json);
            json.writeStringField("leafHash", logged.leafHash().base64());
            if (event.origin().isPresent()) {
                write(event.origin().get(), json);
            }
            raw(event.raw(), json);
        });
    }

    private static void write(Origin origin, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("origin");
        json.writeStringField("location", origin.location());
        json.writeStringField("sha256", origin.sha256());
        json.writeNumberField("position", origin.position());
        json.writeEndObject();
    }

    private static void raw(ByteSlice raw, JsonGenerator json) throws IOException {
        if (isJson(raw)) {
            json.writeFieldName("raw");
            json.writeRawValue(raw.text());
        } else {
            json.writeFieldName("rawBase64");
            json.writeBinary(raw.array(), raw.offset(), raw.length());
        }
    }

    /** The log takes what it is given: that its bytes are a JSON value is seen here, and not believed. */
    private static boolean isJson(ByteSlice raw) {
        if (Utf8.firstMalformed(raw) >= 0) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(raw.array(), raw.offset(), raw.length())) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private static void range(EventFilter filter, boolean current, JsonGenerator json) throws IOException {
        json.writeStringField("from", filter.from().toString());
        json.writeStringField("to", filter.to().toString());
        json.writeBooleanField("current", current);
    }

    @FunctionalInterface
    private interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static byte[] object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
