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

    /** What an erased payload of a length leaves. */
    static byte[] erased(int length) {
        byte[] bytes = new byte[Frame.SALT_BYTES + length];
        Arrays.fill(bytes, 0, Frame.SALT_BYTES, ERASED);
        return bytes;
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
