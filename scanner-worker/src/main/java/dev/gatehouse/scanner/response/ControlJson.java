package dev.gatehouse.scanner.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;

/** The kill switch as JSON: on the wire and in stores alike. */
public final class ControlJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ControlJson() {}

    /** The switch as a tree. */
    public static ObjectNode tree(KillSwitch killSwitch) {
        return JSON.createObjectNode()
                .put("on", killSwitch.on())
                .put("reason", killSwitch.reason())
                .put("by", killSwitch.by())
                .put("at", killSwitch.at().toString());
    }

    /** @throws IllegalArgumentException the text is none */
    public static KillSwitch read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return new KillSwitch(
                    json.path("on").booleanValue(),
                    json.path("reason").asText(),
                    json.path("by").asText(),
                    Instant.parse(json.path("at").asText()));
        } catch (JsonProcessingException | DateTimeException malformed) {
            throw new IllegalArgumentException("is malformed");
        }
    }
}
