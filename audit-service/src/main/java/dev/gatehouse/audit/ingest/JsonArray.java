package dev.gatehouse.audit.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gatehouse.audit.event.ByteSlice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Cuts a JSON array into its elements, without a copy. */
final class JsonArray {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonArray() {}

    /**
     * The elements' bytes.
     *
     * @throws InvalidEvent the bytes are no JSON array, or it has more elements than are allowed
     */
    static List<ByteSlice> elements(byte[] array, int max) {
        List<ByteSlice> elements = new ArrayList<>();
        try (JsonParser json = JSON.createParser(array)) {
            require(json.nextToken() == JsonToken.START_ARRAY, "the body is not a JSON array");
            while (json.nextToken() != JsonToken.END_ARRAY) {
                require(json.currentToken() != null, "the body's array does not end");
                if (elements.size() == max) {
                    throw new InvalidEvent("too-many", "the body has more than " + max + " events");
                }
                elements.add(element(json, array));
            }
            require(json.nextToken() == null, "something follows the body's array");
            return elements;
        } catch (IOException e) {
            throw new InvalidEvent("malformed", "the body is not JSON after " + elements.size() + " events");
        }
    }

    private static ByteSlice element(JsonParser json, byte[] array) throws IOException {
        int begin = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        json.finishToken();
        int end = (int) json.currentLocation().getByteOffset();
        return new ByteSlice(array, begin, end - begin);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidEvent("malformed", otherwise);
        }
    }
}
