package dev.gatehouse.audit.tlog;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Standard base64 with padding, and only the one way to write each value. */
final class Base64Text {
    private Base64Text() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The bytes, if the text is what {@link #encode} gives for them. */
    static Optional<byte[]> decode(String text) {
        try {
            // The JDK takes a text without padding, or with bits that mean nothing.
            return Optional.of(Base64.getDecoder().decode(text))
                    .filter(bytes -> encode(bytes).equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A hash's base64. */
    static Optional<Hash> hash(String text) {
        return decode(text).filter(bytes -> bytes.length == Hash.BYTES).map(Hash::of);
    }

    /** Joins the parts, and encodes them. */
    static String encode(byte[] head, byte[] tail) {
        byte[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return encode(joined);
    }
}
