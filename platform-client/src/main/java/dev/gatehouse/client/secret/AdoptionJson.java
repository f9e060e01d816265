package dev.gatehouse.client.secret;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code POST /v1/adoption} and its answer. */
final class AdoptionJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AdoptionJson() {}

    /**
     * What is answered.
     *
     * @param refresh names of secrets whose current version is another one
     * @param againWithin how soon the service wants the next report
     */
    record Answer(Set<String> refresh, Optional<Duration> againWithin) {}

    /** @param holdings the version in use, by name */
    static byte[] report(Holder holder, Map<String, String> holdings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("holder", holder.name());
            json.writeStringField("application", holder.of().application());
            json.writeStringField("environment", holder.of().environment());
            json.writeArrayFieldStart("holdings");
            for (Map.Entry<String, String> holding : holdings.entrySet()) {
                json.writeStartObject();
                json.writeStringField("secret", holding.getKey());
                json.writeStringField("version", holding.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** The answer; empty where this is none. */
    static Optional<Answer> read(byte[] body) {
        Set<String> refresh = new HashSet<>();
        Optional<Duration> within = Optional.empty();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                if (name.equals("refresh") && token == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        refresh.add(json.getText());
                    }
                } else if (name.equals("reportAgainWithin") && token == JsonToken.VALUE_STRING) {
                    within = duration(json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return json.nextToken() == null ? Optional.of(new Answer(Set.copyOf(refresh), within)) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text)).filter(Duration::isPositive);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
