package dev.gatehouse.client.managed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/**
 * A handing-over on the wire:
 *
 * <pre>{@code
 * {"set": "1-ab12...", "key": "<32 bytes in base64>",
 *  "values": [{"owner": "aurora/dev/database-credentials#password", "version": "...", "stages": ["AWSCURRENT"],
 *              "length": 40, "window": -123, "mac": "<64 hexadecimal digits>"}],
 *  "unreadable": [], "tooLong": []}
 * }</pre>
 *
 * Names that are not known here are passed over when it is read.
 */
public final class HandOverJson {
    private static final JsonFactory JSON = new JsonFactory();

    private HandOverJson() {}

    /** Writes one. */
    public static byte[] write(HandOver handOver) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] key = handOver.key().reveal();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("set", handOver.set());
            json.writeBinaryField("key", key);
            json.writeArrayFieldStart("values");
            for (ManagedValue value : handOver.values()) {
                write(json, value);
            }
            json.writeEndArray();
            texts(json, "unreadable", handOver.unreadable());
            texts(json, "tooLong", handOver.tooLong());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, ManagedValue value) throws IOException {
        json.writeStartObject();
        json.writeStringField("owner", value.owner());
        json.writeStringField("version", value.version());
        texts(json, "stages", value.stages());
        json.writeNumberField("length", value.length());
        json.writeNumberField("window", value.window());
        json.writeStringField("mac", value.mac());
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /**
     * Reads one.
     *
     * @throws MalformedHandOver it is none
     */
    public static HandOver read(byte[] bytes) {
        try (HandOverReader reader = new HandOverReader(JSON.createParser(bytes))) {
            return reader.read();
        } catch (IOException e) {
            throw new MalformedHandOver("is not JSON");
        } catch (IllegalArgumentException e) {
            throw new MalformedHandOver(String.valueOf(e.getMessage()));
        }
    }
}
