package dev.gatehouse.config.secret;

import java.util.Arrays;

/**
 * A part of a secret's value that would be a leak by itself.
 *
 * <p>Not a record: its accessor must not be called by what prints or compares records.
 */
public final class Leakable implements AutoCloseable {
    private final String field;
    private final byte[] bytes;

    /** A part of these bytes, which are its own from now on. */
    Leakable(String field, byte[] bytes) {
        this.field = field;
        this.bytes = bytes;
    }

    /** The path of the field, its names joined by dots; empty for the whole value. */
    public String field() {
        return field;
    }

    /** The bytes themselves, which {@link #close} wipes. */
    public byte[] reveal() {
        return bytes;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Leakable[redacted]";
    }
}
