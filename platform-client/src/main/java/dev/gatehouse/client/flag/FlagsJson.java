package dev.gatehouse.client.flag;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page of {@code GET /v1/parameters/{path}?recursive=true}: {@code {"parameters": [{"path", "value"}], "next"}}. */
final class FlagsJson {
    private static final JsonFactory JSON = new JsonFactory();

    private FlagsJson() {}

    /**
     * One page.
     *
     * @param definitions by the path below the folder
     * @param next the cursor of the next page, where there is one
     */
    record Page(Map<String, String> definitions, Optional<String> next) {}

    /**
     * The page; empty where the bytes are none.
     *
     * @param folder with a slash at its end
     */
    static Optional<Page> read(String folder, byte[] body) {
        Map<String, String> definitions = new HashMap<>();
        Optional<String> next = Optional.empty();
        boolean there = false;
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                if (name.equals("parameters") && token == JsonToken.START_ARRAY) {
                    there = true;
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        parameter(json, folder, definitions);
                    }
                } else if (name.equals("next") && token == JsonToken.VALUE_STRING) {
                    next = Optional.of(json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return there && json.nextToken() == null ? Optional.of(new Page(definitions, next)) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static void parameter(JsonParser json, String folder, Map<String, String> definitions) throws IOException {
        @Nullable String path = null;
        @Nullable String value = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            boolean text = json.nextToken() == JsonToken.VALUE_STRING;
            switch (name) {
                case "path" -> path = text ? json.getText() : null;
                case "value" -> value = text ? json.getText() : null;
                default -> json.skipChildren();
            }
            json.skipChildren();
        }
        if (path != null && value != null && path.startsWith(folder)) {
            definitions.put(path.substring(folder.length()), value);
        }
    }
}
