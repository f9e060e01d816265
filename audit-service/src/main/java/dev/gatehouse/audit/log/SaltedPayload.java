package dev.gatehouse.audit.log;

import dev.gatehouse.audit.event.ByteSlice;
import dev.gatehouse.audit.tlog.Hash;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What a salt and a payload are together, as they stand in a segment. The salt of an erased payload is sixteen bytes of
 * 0xFF: not zeroes, because zeroes are also what a file system shows where a crash kept it from writing.
 */
final class SaltedPayload {
    private static final byte ERASED = (byte) 0xFF;

    private SaltedPayload() {}

    /** Makes what stands from an offset on say that it was erased, while its payload is still there. */
    static void eraseSalt(byte[] bytes, int offset) {
        Arrays.fill(bytes, offset, offset + Frame.SALT_BYTES, ERASED);
    }

    /** Makes of what stands from an offset on what an erased payload of a length leaves. */
    static void erase(byte[] bytes, int offset, int length) {
        eraseSalt(bytes, offset);
        int payload = offset + Frame.SALT_BYTES;
        Arrays.fill(bytes, payload, payload + length, (byte) 0);
    }

    /** Whether the payload was erased. */
    static boolean isErased(ByteSlice sealed) {
        if (sealed.length() < Frame.SALT_BYTES) {
            return false;
        }
        for (int i = 0; i < Frame.SALT_BYTES; i++) {
            if (sealed.array()[sealed.offset() + i] != ERASED) {
                return false;
            }
        }
        return true;
    }

    /** The commitment of an entry that seals these bytes. */
    static Hash commitment(ByteSlice sealed) {
        MessageDigest sha256 = Sha256.get();
        sha256.update(sealed.array(), sealed.offset(), sealed.length());
        return Hash.of(sha256.digest());
    }
}
