package dev.gatehouse.audit.log.verify;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.audit.log.LogEntry.ByteKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Computes an event's key from the {@code source} and {@code uid} of its payload's first line. */
final class PayloadKey {
    private static final byte[] SOURCE = "{\"source\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UID = "\",\"uid\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEXT = "\",\"".getBytes(StandardCharsets.US_ASCII);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PayloadKey() {}

    /** The key of the payload in an array; empty where it does not begin with such a line. */
    static Optional<ByteKey> of(byte[] array, int from, int to, MessageDigest sha256) {
        int line = from;
        while (line < to && array[line] != '\n') {
            line++;
        }
        if (line == to) {
            return Optional.empty();
        }
        int source = from + SOURCE.length;
        int sourceEnd = plain(array, source, line);
        int uid = sourceEnd + UID.length;
        int uidEnd = uid < line ? plain(array, uid, line) : line;
        boolean plain = matches(array, from, line, SOURCE)
                && matches(array, sourceEnd, line, UID)
                && matches(array, uidEnd, line, NEXT);
        return plain
                ? Optional.of(key(array, source, sourceEnd, uid, uidEnd, sha256))
                : parsed(array, from, line, sha256);
    }

    /** Where a text ends that is as it stands: at a quote, or before what is escaped. */
    private static int plain(byte[] array, int from, int to) {
        int at = from;
        while (at < to && array[at] != '"' && array[at] != '\\') {
            at++;
        }
        return at;
    }

    private static boolean matches(byte[] array, int at, int to, byte[] expected) {
        int end = at + expected.length;
        if (end > to) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (array[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static ByteKey key(byte[] array, int source, int sourceEnd, int uid, int uidEnd, MessageDigest sha256) {
        sha256.update(array, source, sourceEnd - source);
        sha256.update((byte) 0);
        sha256.update(array, uid, uidEnd - uid);
        ByteBuffer hash = ByteBuffer.wrap(sha256.digest());
        return new ByteKey(hash.getLong(), hash.getLong());
    }

    /** A line whose texts are escaped, or in another order. */
    private static Optional<ByteKey> parsed(byte[] array, int from, int line, MessageDigest sha256) {
        try {
            JsonNode head = JSON.readTree(array, from, line - from);
            if (!head.path("source").isTextual() || !head.path("uid").isTextual()) {
                return Optional.empty();
            }
            byte[] source = head.path("source").textValue().getBytes(StandardCharsets.UTF_8);
            byte[] uid = head.path("uid").textValue().getBytes(StandardCharsets.UTF_8);
            sha256.update(source);
            sha256.update((byte) 0);
            ByteBuffer hash = ByteBuffer.wrap(sha256.digest(uid));
            return Optional.of(new ByteKey(hash.getLong(), hash.getLong()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
