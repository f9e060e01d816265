package dev.gatehouse.audit.tlog;

import java.nio.ByteBuffer;
import java.util.Base64;

/** A SHA-256 hash: 32 bytes that nobody can change. */
public final class Hash {
    /** A hash's size. */
    public static final int BYTES = 32;

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private Hash(ByteBuffer bytes) {
        first = bytes.getLong();
        second = bytes.getLong();
        third = bytes.getLong();
        fourth = bytes.getLong();
    }

    /**
     * The hash of these bytes.
     *
     * @throws IllegalArgumentException they are not 32
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes, not " + bytes.length);
        }
        return new Hash(ByteBuffer.wrap(bytes));
    }

    /** The hash that stands in an array at an offset. */
    public static Hash of(byte[] bytes, int offset) {
        return new Hash(ByteBuffer.wrap(bytes, offset, BYTES));
    }

    /** The bytes, in an array of their own. */
    public byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        copyTo(bytes, 0);
        return bytes;
    }

    /** Writes the 32 bytes into an array. */
    public void copyTo(byte[] target, int offset) {
        ByteBuffer.wrap(target, offset, BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth);
    }

    /** The hash in standard base64, with padding. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that
                && first == that.first
                && second == that.second
                && third == that.third
                && fourth == that.fourth;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    @Override
    public String toString() {
        return base64();
    }
}
