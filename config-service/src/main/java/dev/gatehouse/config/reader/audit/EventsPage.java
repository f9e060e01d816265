package dev.gatehouse.config.reader.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.config.reader.LogUnavailable;
import dev.gatehouse.config.reader.ReadEvent;
import dev.gatehouse.service.document.BoundedJson;
import dev.gatehouse.service.document.InvalidDocument;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of {@code GET /v1/events}: {@code events}, each with {@code actor}, {@code time} and its OCSF form, whose
 * {@code resources[0].version} and {@code src_endpoint.ip} say what was read and from where; {@code next}, the cursor of
 * the next page; and {@code current}, whether the page sees all that was acknowledged.
 */
record EventsPage(List<ReadEvent> events, Optional<String> next, boolean current) {
    /** Bytes of a page. */
    static final int MAX_BYTES = 16 << 20;

    private static final int MAX_DEPTH = 64;
    private static final BoundedJson JSON = new BoundedJson(MAX_BYTES, MAX_DEPTH);

    /** @throws LogUnavailable it is no such page */
    static EventsPage read(byte[] body) {
        try {
            JsonNode page = JSON.read(body).root();
            List<ReadEvent> events = new ArrayList<>();
            page.path("events").forEach(event -> events.add(event(event)));
            return new EventsPage(
                    events, text(page.path("next")), page.path("current").asBoolean(false));
        } catch (InvalidDocument | DateTimeException malformed) {
            throw new LogUnavailable("audit-service answered what is no page of events");
        }
    }

    private static ReadEvent event(JsonNode event) {
        JsonNode ocsf = event.path("ocsf");
        return new ReadEvent(
                text(event.path("actor")).orElse(""),
                text(ocsf.path("resources").path(0).path("version")),
                Instant.parse(event.path("time").asText()),
                text(ocsf.path("src_endpoint").path("ip")));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
