package dev.gatehouse.audit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.audit.event.ByteSlice;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A dead letter as stores keep it: a line of JSON, and the raw bytes.
 *
 * @param letter what the line says
 * @param raw the bytes that are kept
 */
public record StoredLetter(KeptLetter letter, ByteSlice raw) {
    /** Bytes that the line has at most: an origin and a detail of the longest, each character escaped. */
    public static final int MAX_HEAD = 32 << 10;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ID_LENGTH = 32;

    /** The same letter has the same id, whenever it comes. */
    public static String id(DeadLetter letter) {
        int position = letter.position().orElse(-1);
        String raw = letter.raw().sha256();
        String all = String.join("\n", letter.origin(), String.valueOf(position), letter.reason(), raw);
        return ByteSlice.of(all).sha256().substring(0, ID_LENGTH);
    }

    /** @param maxRaw how many of its bytes are kept, from the first */
    public static StoredLetter of(DeadLetter letter, int maxRaw) {
        int kept = Math.min(letter.raw().length(), maxRaw);
        return new StoredLetter(
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

    /** The letter with those of its bytes that are kept. */
    public DeadLetter deadLetter() {
        return new DeadLetter(
                letter.received(), letter.origin(), letter.position(), letter.reason(), letter.detail(), raw);
    }

    /** The line and the bytes. */
    public byte[] encode() {
        byte[] head = head(letter);
        byte[] all = Arrays.copyOf(head, head.length + raw.length());
        System.arraycopy(raw.array(), raw.offset(), all, head.length, raw.length());
        return all;
    }

    /** Bytes that a letter takes up. */
    public static long size(KeptLetter letter) {
        return head(letter).length + (long) letter.kept();
    }

    private static byte[] head(KeptLetter letter) {
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

    /**
     * What stands in a store.
     *
     * @param stored what {@link #encode} made, or its beginning with the whole line
     * @throws DeadLettersUnavailable it is none that {@link #encode} made
     */
    public static StoredLetter decode(String id, byte[] stored) {
        int end = 0;
        while (end < stored.length && stored[end] != '\n') {
            end++;
        }
        if (end == stored.length) {
            throw new DeadLettersUnavailable("the dead letter " + id + " has no head");
        }
        try {
            JsonNode head = JSON.readTree(Arrays.copyOf(stored, end));
            KeptLetter letter = new KeptLetter(
                    id,
                    Instant.parse(head.path("received").asText()),
                    head.path("origin").asText(),
                    head.has("position") ? OptionalInt.of(head.path("position").asInt()) : OptionalInt.empty(),
                    head.path("reason").asText(),
                    head.path("detail").asText(),
                    head.path("size").asLong(),
                    head.path("kept").asInt());
            return new StoredLetter(letter, new ByteSlice(stored, end + 1, stored.length - end - 1));
        } catch (IOException | DateTimeException e) {
            throw new DeadLettersUnavailable("the dead letter " + id + " has no head of its form");
        }
    }
}
