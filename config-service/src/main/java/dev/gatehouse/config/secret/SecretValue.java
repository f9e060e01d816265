package dev.gatehouse.config.secret;

import dev.gatehouse.service.failure.InvalidName;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The value of a secret: bytes that show themselves only to who asks for them by name, and that can be wiped.
 *
 * <p>Not a record: its accessor must not be called by what prints or compares records.
 */
public final class SecretValue implements AutoCloseable {
    /** Bytes of a value: Secrets Manager's 65,536. */
    public static final int MAX_BYTES = 65_536;

    private final byte[] bytes;
    private boolean closed;

    private SecretValue(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MAX_BYTES) {
            throw new InvalidName("secret value", "has " + bytes.length + " bytes; 1 to " + MAX_BYTES);
        }
        this.bytes = bytes;
    }

    public static SecretValue of(String text) {
        return new SecretValue(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A value of its own copy of the bytes. */
    public static SecretValue of(byte[] bytes) {
        return new SecretValue(bytes.clone());
    }

    /** A copy of the bytes; the caller wipes it. */
    public byte[] reveal() {
        checkOpen();
        return bytes.clone();
    }

    /** The text, or empty where the bytes are not UTF-8. */
    public Optional<String> revealText() {
        checkOpen();
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Optional.of(text.toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }

    public int size() {
        return bytes.length;
    }

    /** Whether both hold the same bytes, in a time that does not depend on where they differ. */
    public boolean sameAs(SecretValue other) {
        checkOpen();
        other.checkOpen();
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    /** Wipes the bytes. What was revealed before is its holder's. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the secret's value was wiped");
        }
    }
}
