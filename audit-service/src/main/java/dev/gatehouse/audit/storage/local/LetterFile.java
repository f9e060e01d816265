package dev.gatehouse.audit.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.ingest.DeadLetter;
import dev.gatehouse.audit.ingest.KeptLetter;
import dev.gatehouse.audit.ingest.file.Inflation;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;

/** A dead letter as a file: a line of JSON, and the raw bytes. */
final class LetterFile {
    static final String SUFFIX = ".letter";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ID_LENGTH = 32;

    private LetterFile() {}

    /** The same letter has the same id, whenever it comes. */
    static String id(DeadLetter letter) {
        int position = letter.position().orElse(-1);
        String raw = Inflation.sha256(letter.raw());
        String all = String.join("\n", letter.origin(), String.valueOf(position), letter.reason(), raw);
        return Inflation.sha256(ByteSlice.of(all)).substring(0, ID_LENGTH);
    }

    static KeptLetter kept(String id, DeadLetter letter, int maxRaw) {
        return new KeptLetter(
                id,
                letter.received(),
                letter.origin(),
                letter.position(),
                letter.reason(),
                letter.detail(),
                letter.raw().length(),
                Math.min(letter.raw().length(), maxRaw));
    }

    static byte[] head(KeptLetter letter) {
        ObjectNode head = JSON.createObjectNode();
        head.put("received", letter.received().toString());
        head.put("origin", letter.origin());
        letter.position().ifPresent(position -> head.put("position", position));
        head.put("reason", letter.reason());
        head.put("detail", letter.detail());
        head.put("size", letter.size());
        head.put("kept", letter.kept());
        try {
            return (JSON.writeValueAsString(head) + "\n").getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can be written", e);
        }
    }

    /** What stands in a letter's file. */
    record Contents(KeptLetter letter, ByteSlice raw) {}

    /** @throws IOException it is none that {@link #head} began */
    static Contents parse(String id, byte[] file) throws IOException {
        int end = 0;
        while (end < file.length && file[end] != '\n') {
            end++;
        }
        if (end == file.length) {
            throw new IOException("a dead letter has no head");
        }
        try {
            JsonNode head = JSON.readTree(Arrays.copyOf(file, end));
            KeptLetter letter = new KeptLetter(
                    id,
                    Instant.parse(head.path("received").asText()),
                    head.path("origin").asText(),
                    head.has("position") ? OptionalInt.of(head.path("position").asInt()) : OptionalInt.empty(),
                    head.path("reason").asText(),
                    head.path("detail").asText(),
                    head.path("size").asLong(),
                    head.path("kept").asInt());
            return new Contents(letter, new ByteSlice(file, end + 1, file.length - end - 1));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IOException("a dead letter has no head of its form");
        }
    }
}
