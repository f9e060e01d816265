package dev.gatehouse.audit.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.event.Origin;
import dev.gatehouse.audit.event.UtcTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * An event's bytes as they stand in a payload segment: a line of JSON that says what it is, a line feed, and the raw
 * bytes as they came. The line's fields are {@code source}, {@code uid}, {@code time}, and where the event came from a
 * file {@code location}, {@code sha256} and {@code position}. Format and verdict stand in the {@link LogEntry}.
 */
final class Payload {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.newBoundedPool(16))
            .build();

    private static final int TYPICAL_HEAD = 256;

    private Payload() {}

    /** The line before the raw bytes, with its line feed. */
    static byte[] head(Event event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_HEAD);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("source", event.key().source());
            json.writeStringField("uid", event.key().uid());
            json.writeStringField("time", UtcTime.text(event.time()).orElseGet(event.time()::toString));
            if (event.origin().isPresent()) {
                Origin origin = event.origin().get();
                json.writeStringField("location", origin.location());
                json.writeStringField("sha256", origin.sha256());
                json.writeNumberField("position", origin.position());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The event of a payload.
     *
     * @throws MalformedLog it does not begin with such a line
     */
    static Event event(LogEntry entry, ByteSlice payload) {
        Head head = new Head();
        int headBytes = head.read(payload);
        int rest = payload.length() - headBytes;
        return new Event(
                head.key(),
                head.time(),
                entry.format(),
                entry.verdict(),
                head.origin(),
                new ByteSlice(payload.array(), payload.offset() + headBytes, rest));
    }

    /**
     * How many bytes of a payload stand before the raw ones: the line and its line feed.
     *
     * @throws MalformedLog there is no line
     */
    static int headBytes(ByteSlice payload) {
        for (int i = 0; i < payload.length(); i++) {
            if (payload.array()[payload.offset() + i] == '\n') {
                return i + 1;
            }
        }
        throw malformed();
    }

    /** What a head says, while it is read. */
    private static final class Head {
        private String source = "";
        private String uid = "";
        private String time = "";
        private String location = "";
        private String sha256 = "";
        private int position = -1;

        /** How many bytes it has, with its line feed. */
        int read(ByteSlice payload) {
            int line = headBytes(payload);
            try (JsonParser json = JSON.createParser(payload.array(), payload.offset(), line)) {
                require(json.nextToken() == JsonToken.START_OBJECT);
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    field(json);
                }
                return line;
            } catch (IOException e) {
                throw malformed();
            }
        }

        private void field(JsonParser json) throws IOException {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "source" -> source = json.getText();
                case "uid" -> uid = json.getText();
                case "time" -> time = json.getText();
                case "location" -> location = json.getText();
                case "sha256" -> sha256 = json.getText();
                case "position" -> position = json.getIntValue();
                default -> throw malformed();
            }
        }

        EventKey key() {
            try {
                return new EventKey(source, uid);
            } catch (IllegalArgumentException e) {
                throw malformed();
            }
        }

        Instant time() {
            return UtcTime.parse(time).orElseThrow(Payload::malformed);
        }

        Optional<Origin> origin() {
            return position < 0 ? Optional.empty() : Optional.of(new Origin(location, sha256, position));
        }

        private static void require(boolean holds) {
            if (!holds) {
                throw malformed();
            }
        }
    }

    private static MalformedLog malformed() {
        return new MalformedLog("a payload does not begin with a line that says what it is");
    }
}
