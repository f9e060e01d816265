package dev.gatehouse.client.secret;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/secrets/batch-get} and its answer. */
final class SecretsJson {
    private static final JsonFactory JSON = new JsonFactory();

    private SecretsJson() {}

    /** What the service has to say of one name. */
    sealed interface Outcome {
        /** The current version. The value is the receiver's. */
        record Found(String version, SecretText value) implements Outcome {}

        /** None, and why: {@code not-found}, {@code not-permitted}, {@code unreadable}, {@code invalid}, {@code malformed-answer}. */
        record Missing(String reason) implements Outcome {}
    }

    static byte[] request(Collection<String> names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("names");
            for (String name : names) {
                json.writeString(name);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** The outcomes by the names that were asked for; empty where this is no such answer. */
    static Optional<Map<String, Outcome>> read(byte[] body) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() == JsonToken.START_OBJECT && whole(json, outcomes)) {
                return Optional.of(outcomes);
            }
        } catch (IOException | IllegalArgumentException malformed) {
            // Said below, without what it says of the body.
        }
        wipe(outcomes.values());
        return Optional.empty();
    }

    static void wipe(Collection<Outcome> outcomes) {
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Found found) {
                found.value().close();
            }
        }
    }

    private static boolean whole(JsonParser json, Map<String, Outcome> outcomes) throws IOException {
        boolean there = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean secrets = json.currentName().equals("secrets");
            JsonToken token = json.nextToken();
            if (!secrets) {
                json.skipChildren();
            } else if (token == JsonToken.START_ARRAY) {
                there = true;
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    Item item = new Item();
                    item.read(json);
                    item.requested().ifPresent(name -> outcomes.put(name, item.outcome()));
                }
            }
        }
        return there && json.nextToken() == null;
    }

    /** One name's part of the answer, while it is read. */
    private static final class Item {
        private @Nullable String requested;
        private @Nullable String outcome;
        private @Nullable String version;
        private @Nullable SecretText value;
        private final List<SecretText> all = new ArrayList<>();

        void read(JsonParser json) throws IOException {
            try {
                fields(json);
            } catch (IOException | IllegalArgumentException e) {
                all.forEach(SecretText::close);
                throw e;
            }
        }

        Optional<String> requested() {
            return Optional.ofNullable(requested);
        }

        Outcome outcome() {
            if ("found".equals(outcome) && version != null && value != null) {
                return new Outcome.Found(version, value);
            }
            all.forEach(SecretText::close);
            boolean missing = outcome != null && !outcome.equals("found") && outcome.matches("[a-z-]{1,40}");
            return new Outcome.Missing(missing ? String.valueOf(outcome) : "malformed-answer");
        }

        private void fields(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken token = json.nextToken();
                boolean text = token == JsonToken.VALUE_STRING;
                switch (name) {
                    case "requested" -> requested = text ? json.getText() : null;
                    case "outcome" -> outcome = text ? json.getText() : null;
                    case "version" -> version = text ? json.getText() : null;
                    case "value" -> value = text ? kept(SecretsJson.utf8(json)) : null;
                    case "valueBase64" -> value = text ? kept(json.getBinaryValue()) : null;
                    default -> json.skipChildren();
                }
                if (!text) {
                    json.skipChildren();
                }
            }
        }

        private SecretText kept(byte[] bytes) {
            SecretText kept = SecretText.of(bytes);
            Arrays.fill(bytes, (byte) 0);
            all.add(kept);
            return kept;
        }
    }

    /** Without a String on the way, which could not be overwritten. */
    static byte[] utf8(JsonParser json) throws IOException {
        CharBuffer text = CharBuffer.wrap(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
        ByteBuffer encoded = ByteBuffer.allocate((int) (text.remaining() * (double) encoder.maxBytesPerChar()) + 1);
        encoder.encode(text, encoded, true);
        byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }
}
