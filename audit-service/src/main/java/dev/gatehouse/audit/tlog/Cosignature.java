package dev.gatehouse.audit.tlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * A witness's signature over a checkpoint, as C2SP tlog-cosignature has it for Ed25519: the time in seconds since 1970, a
 * big-endian uint64 that is at most 2^63 - 1 and here not 0, and the signature over {@link #message}.
 */
public final class Cosignature {
    private static final int BYTES = Long.BYTES + Ed25519.SIGNATURE_BYTES;

    private final long seconds;
    private final byte[] signature;

    private Cosignature(long seconds, byte[] signature) {
        this.seconds = seconds;
        this.signature = signature;
    }

    /** Reads a {@link NoteSignature#bytes signature's bytes}; nothing if they are no cosignature. */
    public static Optional<Cosignature> read(byte[] bytes) {
        if (bytes.length != BYTES || ByteBuffer.wrap(bytes).getLong() <= 0) {
            return Optional.empty();
        }
        long seconds = ByteBuffer.wrap(bytes).getLong();
        return Optional.of(new Cosignature(seconds, Arrays.copyOfRange(bytes, Long.BYTES, BYTES)));
    }

    /** When the witness says that it signed, in seconds since 1970; 1 or more. */
    public long seconds() {
        return seconds;
    }

    /** What is signed for a checkpoint's text. */
    static byte[] message(long seconds, String text) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(UTF_8);
    }

    boolean verifies(PublicKey key, String text) {
        return Ed25519.verifies(key, message(seconds, text), signature);
    }
}
