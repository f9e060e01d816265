package dev.gatehouse.audit.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Bytes inside an array that nobody changes any more: a record of a file is one, without a copy.
 *
 * @param array what holds them; owned by nobody, changed by nobody
 * @param offset where they begin
 * @param length how many they are
 */
@SuppressWarnings(
        "ArrayRecordComponent") // To share the array is the point; equality and text are its bytes' and its size.
public record ByteSlice(byte[] array, int offset, int length) {
    public ByteSlice {
        Objects.checkFromIndexSize(offset, length, array.length);
    }

    /** All of an array. */
    public static ByteSlice of(byte[] array) {
        return new ByteSlice(array, 0, array.length);
    }

    /** A text's UTF-8. */
    public static ByteSlice of(String text) {
        return of(text.getBytes(UTF_8));
    }

    /** The bytes, in an array of their own. */
    public byte[] copy() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** The bytes as UTF-8 text; what is malformed becomes a replacement character. */
    public String text() {
        return new String(array, offset, length, UTF_8);
    }

    /** The SHA-256 of these bytes, in lower-case hexadecimal. */
    public String sha256() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(array, offset, length);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteSlice that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** How many bytes; never which. */
    @Override
    public String toString() {
        return length + " bytes";
    }
}
