package dev.gatehouse.audit.log;

import dev.gatehouse.audit.event.DigestVerdict;
import dev.gatehouse.audit.event.EventFormat;
import dev.gatehouse.audit.event.EventKey;
import dev.gatehouse.audit.tlog.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;

/**
 * What is sealed of an event: a commitment to it, and nothing that would have to be erased with it. Its {@value #BYTES}
 * bytes are the leaf's bytes in the tile log:
 *
 * <table>
 * <caption>An entry; numbers are big-endian</caption>
 * <tr><th>bytes<th>what
 * <tr><td>1<td>the entry's version, 1
 * <tr><td>1<td>{@link EventFormat#code}
 * <tr><td>1<td>{@link DigestVerdict#code}
 * <tr><td>8<td>when the log received it, in milliseconds since 1970
 * <tr><td>16<td>the first half of {@code SHA-256(source || 0x00 || uid)}: shows that no event is in the log twice
 * <tr><td>32<td>{@code SHA-256(salt || payload)}; salt and payload stand in the payload segment
 * </table>
 *
 * @param format the form of the event's raw bytes
 * @param verdict what CloudTrail's digests said of its file when it was sealed
 * @param received when the log received it, in milliseconds
 * @param key the first half of the key's hash
 * @param commitment the salted hash of the payload
 */
public record LogEntry(EventFormat format, DigestVerdict verdict, Instant received, ByteKey key, Hash commitment) {
    /** An entry's size. */
    public static final int BYTES = 59;

    private static final byte VERSION = 1;

    /** The entry's bytes. */
    public byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .put((byte) format.code())
                .put((byte) verdict.code())
                .putLong(received.toEpochMilli())
                .putLong(key.high())
                .putLong(key.low())
                .put(commitment.bytes())
                .array();
    }

    /**
     * The entry that the bytes are.
     *
     * @throws MalformedLog they are not an entry of a version that is known here
     */
    public static LogEntry decode(byte[] bytes) {
        if (bytes.length != BYTES || bytes[0] != VERSION) {
            throw new MalformedLog("an entry is not " + BYTES + " bytes of version " + VERSION);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, BYTES - 1);
        EventFormat format = EventFormat.ofCode(Byte.toUnsignedInt(buffer.get()))
                .orElseThrow(() -> new MalformedLog("an entry has an unknown format"));
        DigestVerdict verdict = DigestVerdict.ofCode(Byte.toUnsignedInt(buffer.get()))
                .orElseThrow(() -> new MalformedLog("an entry has an unknown verdict"));
        Instant received = Instant.ofEpochMilli(buffer.getLong());
        ByteKey key = new ByteKey(buffer.getLong(), buffer.getLong());
        return new LogEntry(format, verdict, received, key, Hash.of(Arrays.copyOfRange(bytes, BYTES - 32, BYTES)));
    }

    /**
     * The first half of the hash of an event's key.
     *
     * @param high its first eight bytes
     * @param low its next eight bytes
     */
    public record ByteKey(long high, long low) {
        /** The half hash of a key. */
        public static ByteKey of(EventKey key, MessageDigest sha256) {
            sha256.update(key.source().getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            ByteBuffer hash = ByteBuffer.wrap(sha256.digest(key.uid().getBytes(StandardCharsets.UTF_8)));
            return new ByteKey(hash.getLong(), hash.getLong());
        }
    }
}
