package dev.gatehouse.audit.log;

import dev.gatehouse.audit.event.ByteSlice;
import java.util.Arrays;

/**
 * An event with everything that its entry commits to: what somebody needs to check it without this service.
 *
 * @param index its place in the log, from 0
 * @param entry what is sealed of it; its bytes are {@link LogEntry#encode}
 * @param salted its salt, {@value #SALT_BYTES} bytes, and its payload, as they stand in the segment
 */
public record SealedEvent(long index, LogEntry entry, ByteSlice salted) {
    /** A salt's size. */
    public static final int SALT_BYTES = Frame.SALT_BYTES;

    public SealedEvent {
        if (salted.length() < SALT_BYTES) {
            throw new MalformedLog("an event has no salt");
        }
    }

    /** Whether its payload was erased. */
    public boolean erased() {
        return SaltedPayload.isErased(salted);
    }

    /** Whether salt and payload are what the entry commits to. */
    public boolean committed() {
        return SaltedPayload.commitment(salted).equals(entry.commitment());
    }

    /** The salt. */
    public byte[] salt() {
        return Arrays.copyOfRange(salted.array(), salted.offset(), salted.offset() + SALT_BYTES);
    }

    /** The payload: a line of JSON that says what it is, and after it the raw bytes. */
    public ByteSlice payload() {
        return new ByteSlice(salted.array(), salted.offset() + SALT_BYTES, salted.length() - SALT_BYTES);
    }
}
