package dev.gatehouse.audit.log;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.event.Event;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.MerkleHash;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * An event with all that does not depend on its index: made by the thread that hands it over, so that the one that
 * writes has little to do.
 *
 * @param event the event
 * @param entry what is sealed of it
 * @param sealed the entry's bytes
 * @param leafHash the entry's leaf hash
 * @param salt of the commitment
 * @param head the payload's first line
 */
@SuppressWarnings("ArrayRecordComponent") // These are handed on and never compared.
record Prepared(Event event, LogEntry entry, byte[] sealed, Hash leafHash, byte[] salt, byte[] head) {
    /**
     * Prepares an event.
     *
     * @param received in milliseconds
     */
    static Prepared of(Event event, byte[] salt, Instant received) {
        MessageDigest sha256 = Sha256.get();
        LogEntry.ByteKey key = LogEntry.ByteKey.of(event.key(), sha256);
        byte[] head = Payload.head(event);
        Hash commitment = commitment(sha256, salt, head, event.raw());
        LogEntry entry = new LogEntry(event.format(), event.verdict(), received, key, commitment);
        byte[] sealed = entry.encode();
        return new Prepared(event, entry, sealed, MerkleHash.leaf(sealed), salt, head);
    }

    private static Hash commitment(MessageDigest sha256, byte[] salt, byte[] head, ByteSlice raw) {
        sha256.update(salt);
        sha256.update(head);
        sha256.update(raw.array(), raw.offset(), raw.length());
        return Hash.of(sha256.digest());
    }

    /** The half hash of its key. */
    LogEntry.ByteKey key() {
        return entry.key();
    }

    /** The payload behind the first line. */
    ByteSlice raw() {
        return event.raw();
    }

    /** Bytes of the salt and the payload. */
    long payloadBytes() {
        return (long) salt.length + head.length + raw().length();
    }
}
