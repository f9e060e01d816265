package dev.gatehouse.client.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code GET /v1/config/{environment}/{application}}: {@code {"environment", "application", "version", "values": {"key": any},
 * "unresolved": {"key": "why"}}}. Names that are not known here are passed over.
 */
final class SnapshotJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final SnapshotId id;
    private @Nullable String environment;
    private @Nullable String application;
    private @Nullable Map<String, ConfigValue> values;
    private Map<String, String> unresolved = Map.of();

    private SnapshotJson(SnapshotId id) {
        this.id = id;
    }

    /**
     * The snapshot; empty where the bytes are none, or that of another application.
     *
     * @param etag empty where there is none
     * @param body kept in the snapshot
     */
    static Optional<ConfigSnapshot> read(SnapshotId id, String etag, byte[] body) {
        SnapshotJson reading = new SnapshotJson(id);
        try (JsonParser json = JSON.createParser(body)) {
            return reading.whole(json) ? reading.snapshot(etag, body) : Optional.empty();
        } catch (IOException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private Optional<ConfigSnapshot> snapshot(String etag, byte[] body) {
        boolean right = id.environment().equals(environment) && id.application().equals(application);
        return right && values != null
                ? Optional.of(new ConfigSnapshot(etag, body, values, unresolved))
                : Optional.empty();
    }

    private boolean whole(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            switch (name) {
                case "environment" -> environment = json.getText();
                case "application" -> application = json.getText();
                case "values" -> {
                    if (token != JsonToken.START_OBJECT) {
                        return false;
                    }
                    values = values(json);
                }
                case "unresolved" -> unresolved = token == JsonToken.START_OBJECT ? reasons(json) : Map.of();
                default -> json.skipChildren();
            }
        }
        return json.nextToken() == null;
    }

    private static Map<String, ConfigValue> values(JsonParser json) throws IOException {
        Map<String, ConfigValue> values = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken token = json.nextToken();
            if (token != JsonToken.VALUE_NULL) {
                values.put(key, value(json, token));
            }
        }
        return values;
    }

    private static ConfigValue value(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case START_ARRAY -> list(json);
            case START_OBJECT -> {
                StringWriter copy = new StringWriter();
                try (JsonGenerator out = JSON.createGenerator(copy)) {
                    out.copyCurrentStructure(json);
                }
                yield new ConfigValue(copy.toString(), true);
            }
            default -> new ConfigValue(json.getText(), false);
        };
    }

    /** Texts become what a contract's list is; a list of anything else stays JSON. */
    private static ConfigValue list(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        StringWriter copy = new StringWriter();
        boolean plain = true;
        try (JsonGenerator out = JSON.createGenerator(copy)) {
            out.writeStartArray();
            for (JsonToken item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
                plain &= item == JsonToken.VALUE_STRING;
                if (plain) {
                    texts.add(json.getText());
                }
                out.copyCurrentStructure(json);
            }
            out.writeEndArray();
        }
        return plain ? new ConfigValue(String.join(",", texts), false) : new ConfigValue(copy.toString(), true);
    }

    private static Map<String, String> reasons(JsonParser json) throws IOException {
        Map<String, String> reasons = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            reasons.put(key, json.getText());
            json.skipChildren();
        }
        return reasons;
    }
}
