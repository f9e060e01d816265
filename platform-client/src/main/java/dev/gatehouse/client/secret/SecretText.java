package dev.gatehouse.client.secret;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The value of a secret: bytes that show themselves only to who asks, and that are overwritten when it is closed.
 *
 * <p>For many threads. Once it is closed, every method but {@link #close} and {@link #toString} throws {@link IllegalStateException}.
 * What was revealed before is its holder's; a {@link String} of it can't be overwritten, bytes and characters can.
 */
public final class SecretText implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] bytes;
    private boolean closed;

    private SecretText(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A value of its own copy of the bytes. */
    public static SecretText of(byte[] bytes) {
        return new SecretText(bytes.clone());
    }

    /** The bytes; a copy, which the caller overwrites. */
    public synchronized byte[] revealBytes() {
        requireOpen();
        return bytes.clone();
    }

    /**
     * The characters; a copy, which the caller overwrites.
     *
     * @throws IllegalStateException the bytes are no UTF-8
     */
    public synchronized char[] revealChars() {
        requireOpen();
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            char[] characters = Arrays.copyOf(decoded.array(), decoded.limit());
            Arrays.fill(decoded.array(), '\0');
            return characters;
        } catch (CharacterCodingException binary) {
            // The cause's message says where, but nothing may be said of a value.
            throw noText();
        }
    }

    /**
     * The text.
     *
     * @throws IllegalStateException the bytes are no UTF-8
     */
    public String revealText() {
        char[] characters = revealChars();
        try {
            return new String(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    /** One field of a value that is a JSON object, a text or else as JSON writes it; empty where there is no such field. */
    public Optional<SecretText> field(String name) {
        byte[] copy = revealBytes();
        try (JsonParser json = JSON.createParser(copy)) {
            return json.nextToken() == JsonToken.START_OBJECT ? field(json, name) : Optional.empty();
        } catch (IOException noJson) {
            return Optional.empty();
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    /** How many bytes it has. */
    public synchronized int size() {
        requireOpen();
        return bytes.length;
    }

    /** Whether both hold the same bytes, in a time that does not depend on where they differ. */
    public boolean sameAs(SecretText other) {
        byte[] theirs = other.revealBytes();
        try {
            return same(theirs);
        } finally {
            Arrays.fill(theirs, (byte) 0);
        }
    }

    /** Overwrites the bytes. */
    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }

    /** Another value of the same bytes. */
    synchronized SecretText copy() {
        requireOpen();
        return new SecretText(bytes.clone());
    }

    private synchronized boolean same(byte[] theirs) {
        requireOpen();
        return MessageDigest.isEqual(bytes, theirs);
    }

    private static Optional<SecretText> field(JsonParser json, String name) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = json.currentName().equals(name);
            JsonToken token = json.nextToken();
            if (wanted && token.isScalarValue()) {
                return Optional.of(new SecretText(SecretsJson.utf8(json)));
            }
            json.skipChildren();
        }
        return Optional.empty();
    }

    private static IllegalStateException noText() {
        return new IllegalStateException("the secret's value is no text");
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the secret's value was closed");
        }
    }
}
