package dev.gatehouse.audit.log;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.tlog.Hash;
import dev.gatehouse.audit.tlog.InvalidFormat;
import dev.gatehouse.audit.tlog.MerkleHash;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes on the {@code extra} line of a proof file: what a holder needs to come from an event to the leaf that is
 * proven. Nothing vouches for them by themselves: the reader hashes the entry to the leaf, and the opening with the raw
 * event to the entry's commitment.
 *
 * <table>
 * <caption>Extra bytes</caption>
 * <tr><th>bytes<th>what
 * <tr><td>59<td>the entry ({@link LogEntry}): {@code SHA-256(0x00 || entry)} is the leaf
 * <tr><td>16<td>the salt
 * <tr><td>2 and more<td>the payload's first line with its line feed: {@code SHA-256(salt || line || raw)} is the
 *     commitment, where raw is the event's bytes as they came
 * </table>
 *
 * <p>Without an opening the bytes end with the entry: the payload was erased, or whoever asked may not see it. A salt
 * lets its holder try out guesses of the event even after it was erased, so it goes only to those who may read it.
 *
 * @param entry what is sealed of the event
 * @param opening what opens the entry's commitment
 */
public record ProofExtra(LogEntry entry, Optional<Opening> opening) {
    private static final String WHAT = "extra bytes";
    private static final int HEAD_AT = LogEntry.BYTES + Frame.SALT_BYTES;

    /**
     * What stands before the raw event under the commitment: the salt, and the payload's first line.
     *
     * @param bytes the salt and the line, in an array that is not changed
     */
    public record Opening(ByteSlice bytes) {}

    /** Of an entry and the salted payload that it seals. */
    static ProofExtra of(LogEntry entry, ByteSlice sealed) {
        if (SaltedPayload.isErased(sealed)) {
            return new ProofExtra(entry, Optional.empty());
        }
        ByteSlice payload =
                new ByteSlice(sealed.array(), sealed.offset() + Frame.SALT_BYTES, sealed.length() - Frame.SALT_BYTES);
        int length = Frame.SALT_BYTES + Payload.headBytes(payload);
        byte[] head = Arrays.copyOfRange(sealed.array(), sealed.offset(), sealed.offset() + length);
        return new ProofExtra(entry, Optional.of(new Opening(ByteSlice.of(head))));
    }

    /**
     * Reads extra bytes.
     *
     * @throws InvalidFormat they are not of the form
     * @throws MalformedLog the entry is of no version that is known here
     */
    public static ProofExtra decode(byte[] bytes) {
        if (bytes.length < LogEntry.BYTES) {
            throw new InvalidFormat(WHAT, bytes.length + " bytes, fewer than an entry's " + LogEntry.BYTES);
        }
        LogEntry entry = LogEntry.decode(Arrays.copyOf(bytes, LogEntry.BYTES));
        if (bytes.length == LogEntry.BYTES) {
            return new ProofExtra(entry, Optional.empty());
        }
        requireLine(bytes);
        byte[] opening = Arrays.copyOfRange(bytes, LogEntry.BYTES, bytes.length);
        return new ProofExtra(entry, Optional.of(new Opening(ByteSlice.of(opening))));
    }

    /** A line feed in the middle would let part of the raw event hide in the opening. */
    private static void requireLine(byte[] bytes) {
        int at = HEAD_AT;
        while (at < bytes.length && bytes[at] != '\n') {
            at++;
        }
        if (at <= HEAD_AT || at != bytes.length - 1) {
            throw new InvalidFormat(WHAT, "no salt and one line stand after the entry");
        }
    }

    /** The bytes. */
    public byte[] encode() {
        byte[] head = entry.encode();
        if (opening.isEmpty()) {
            return head;
        }
        ByteSlice more = opening.get().bytes();
        byte[] both = Arrays.copyOf(head, head.length + more.length());
        System.arraycopy(more.array(), more.offset(), both, head.length, more.length());
        return both;
    }

    /** The hash of the leaf that the proof must lead from. */
    public Hash leafHash() {
        return MerkleHash.leaf(entry.encode());
    }

    /** Whether an event's bytes, as they came, are what the entry commits to; false without an opening. */
    public boolean commitsTo(ByteSlice raw) {
        return opening.filter(head -> commitment(head.bytes(), raw).equals(entry.commitment()))
                .isPresent();
    }

    private static Hash commitment(ByteSlice head, ByteSlice raw) {
        MessageDigest sha256 = Sha256.get();
        sha256.update(head.array(), head.offset(), head.length());
        sha256.update(raw.array(), raw.offset(), raw.length());
        return Hash.of(sha256.digest());
    }

    /** The same without the opening. */
    public ProofExtra closed() {
        return new ProofExtra(entry, Optional.empty());
    }
}
