package dev.gatehouse.audit.storage.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.DeadLettersUnavailable;
import dev.gatehouse.audit.ingest.KeptLetter;
import dev.gatehouse.audit.ingest.file.Inflation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A dead letter as an object: a line of JSON, and the raw bytes.
 *
 * @param letter what the line says
 * @param raw the bytes that are kept
 */
record LetterObject(KeptLetter letter, ByteSlice raw) {
    /** Bytes that the line has at most: an origin and a detail of the longest, each character escaped. */
    static final int MAX_HEAD = 32 << 10;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ID_LENGTH = 32;

    /** The same letter has the same id, whenever it comes. */
    static String id(DeadLetter letter) {
        int position = letter.position().orElse(-1);
        String raw = Inflation.sha256(letter.raw());
        String all = String.join("\n", letter.origin(), String.valueOf(position), letter.reason(), raw);
        return Inflation.sha256(ByteSlice.of(all)).substring(0, ID_LENGTH);
    }

    static LetterObject of(DeadLetter letter, int maxRaw) {
        int kept = Math.min(letter.raw().length(), maxRaw);
        return new LetterObject(
                new KeptLetter(
                        id(letter),
                        letter.received(),
                        letter.origin(),
                        letter.position(),
                        letter.reason(),
                        letter.detail(),
                        letter.raw().length(),
                        kept),
                new ByteSlice(letter.raw().array(), letter.raw().offset(), kept));
    }

    DeadLetter deadLetter() {
        return new DeadLetter(
                letter.received(), letter.origin(), letter.position(), letter.reason(), letter.detail(), raw);
    }

    byte[] encode() {
        ObjectNode head = JSON.createObjectNode();
        head.put("received", letter.received().toString());
        head.put("origin", letter.origin());
        letter.position().ifPresent(position -> head.put("position", position));
        head.put("reason", letter.reason());
        head.put("detail", letter.detail());
        head.put("size", letter.size());
        head.put("kept", letter.kept());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            bytes.writeBytes(JSON.writeValueAsString(head).getBytes(UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can be written", e);
        }
        bytes.write('\n');
        bytes.write(raw.array(), raw.offset(), raw.length());
        return bytes.toByteArray();
    }

    /**
     * @param object the object, or its beginning
     * @throws DeadLettersUnavailable it is none that {@link #encode} made
     */
    static LetterObject decode(String id, byte[] object) {
        int end = 0;
        while (end < object.length && object[end] != '\n') {
            end++;
        }
        if (end == object.length) {
            throw new DeadLettersUnavailable("a dead letter has no head");
        }
        try {
            JsonNode head = JSON.readTree(Arrays.copyOf(object, end));
            KeptLetter letter = new KeptLetter(
                    id,
                    Instant.parse(head.path("received").asText()),
                    head.path("origin").asText(),
                    head.has("position") ? OptionalInt.of(head.path("position").asInt()) : OptionalInt.empty(),
                    head.path("reason").asText(),
                    head.path("detail").asText(),
                    head.path("size").asLong(),
                    head.path("kept").asInt());
            return new LetterObject(letter, new ByteSlice(object, end + 1, object.length - end - 1));
        } catch (IOException | DateTimeException e) {
            throw new DeadLettersUnavailable("a dead letter has no head of its form");
        }
    }
}
