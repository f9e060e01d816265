package dev.gatehouse.audit.detect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatehouse.audit.detect.sigma.SigmaRule;
import dev.gatehouse.audit.event.ByteSlice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A detection's JSON: {@code {uid, time, rule: {id, title, level, version}, count, suppressed, first, last, events:
 * [{source, uid, index}], actor, summary}}. Of the events it holds who and when; never what they asked for.
 */
final class DetectionJson {
    private static final JsonFactory JSON = new JsonFactory();

    private DetectionJson() {}

    static ByteSlice encode(Detection detection) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("uid", detection.uid());
            json.writeStringField("time", detection.time().toString());
            rule(json, detection.rule());
            json.writeNumberField("count", detection.count());
            json.writeNumberField("suppressed", detection.suppressed());
            json.writeStringField("first", detection.first().toString());
            json.writeStringField("last", detection.last().toString());
            events(json, detection);
            json.writeStringField("actor", detection.actor());
            json.writeStringField("summary", detection.summary());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteSlice.of(bytes.toByteArray());
    }

    private static void rule(JsonGenerator json, SigmaRule rule) throws IOException {
        json.writeObjectFieldStart("rule");
        json.writeStringField("id", rule.id().toString());
        json.writeStringField("title", rule.title());
        json.writeStringField("level", rule.level().word());
        json.writeStringField("version", rule.version());
        json.writeEndObject();
    }

    private static void events(JsonGenerator json, Detection detection) throws IOException {
        json.writeArrayFieldStart("events");
        for (EventRef event : detection.events()) {
            json.writeStartObject();
            json.writeStringField("source", event.key().source());
            json.writeStringField("uid", event.key().uid());
            json.writeNumberField("index", event.index());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
