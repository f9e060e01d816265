package dev.gatehouse.client.flag;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A small JSON document as maps, lists, texts, doubles, booleans and nulls; unmodifiable. */
final class JsonTree {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_DEPTH = 32;

    private JsonTree() {}

    /** The object that a text is; empty where it is none, or nested too deep. */
    static Optional<Map<String, @Nullable Object>> object(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, @Nullable Object> root = map(json, 1);
            return json.nextToken() == null ? Optional.of(root) : Optional.empty();
        } catch (IOException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private static @Nullable Object value(JsonParser json, @Nullable JsonToken token, int depth) throws IOException {
        if (token == null || depth > MAX_DEPTH) {
            throw new IOException("ends too early, or is nested too deep");
        }
        return switch (token) {
            case START_OBJECT -> map(json, depth);
            case START_ARRAY -> list(json, depth);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> json.getText();
        };
    }

    private static Map<String, @Nullable Object> map(JsonParser json, int depth) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            map.put(name, value(json, json.nextToken(), depth + 1));
        }
        return Collections.unmodifiableMap(map);
    }

    private static List<@Nullable Object> list(JsonParser json, int depth) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            list.add(value(json, token, depth + 1));
        }
        return Collections.unmodifiableList(list);
    }
}
