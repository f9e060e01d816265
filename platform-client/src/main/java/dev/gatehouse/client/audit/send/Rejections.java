package dev.gatehouse.client.audit.send;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads which events a receiver rejected. Of each, its line and a word: what else it says may quote the event. */
final class Rejections {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final String UNKNOWN = "unknown";

    private Rejections() {}

    /**
     * The rejections of an answer.
     *
     * @param events how many were sent
     * @return empty where the body is not an answer to these events
     */
    static Optional<List<Answer.Rejection>> read(byte[] body, int events) {
        try (JsonParser json = JSON.createParser(body)) {
            return json.nextToken() == JsonToken.START_OBJECT ? inObject(json, events) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<List<Answer.Rejection>> inObject(JsonParser json, int events) throws IOException {
        Optional<List<Answer.Rejection>> found = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean rejected = json.currentName().equals("rejected");
            JsonToken value = json.nextToken();
            if (rejected) {
                found = value == JsonToken.START_ARRAY ? list(json, events) : Optional.empty();
                if (found.isEmpty()) {
                    return found;
                }
            } else {
                json.skipChildren();
            }
        }
        return found;
    }

    private static Optional<List<Answer.Rejection>> list(JsonParser json, int events) throws IOException {
        List<Answer.Rejection> rejections = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Answer.Rejection rejection = rejection(json);
            if (rejection.line() < 1 || rejection.line() > events) {
                return Optional.empty();
            }
            rejections.add(rejection);
        }
        return Optional.of(rejections);
    }

    private static Answer.Rejection rejection(JsonParser json) throws IOException {
        int line = 0;
        String error = UNKNOWN;
        boolean kept = true;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("line") && value == JsonToken.VALUE_NUMBER_INT) {
                line = json.getIntValue();
            } else if (name.equals("error") && value == JsonToken.VALUE_STRING) {
                error = WORD.matcher(json.getText()).matches() ? json.getText() : UNKNOWN;
            } else if (name.equals("kept") && value.isBoolean()) {
                kept = json.getBooleanValue();
            } else {
                json.skipChildren();
            }
        }
        return new Answer.Rejection(line, error, kept);
    }
}
