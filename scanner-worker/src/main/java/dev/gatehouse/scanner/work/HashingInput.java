package dev.gatehouse.scanner.work;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content that is hashed and counted as it is read. */
final class HashingInput extends FilterInputStream {
    private static final int PIECE = 64 << 10;

    private final MessageDigest digest;
    private long bytes;

    HashingInput(InputStream content) {
        super(content);
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            digest.update((byte) octet);
            bytes++;
        }
        return octet;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int some = super.read(target, from, length);
        if (some > 0) {
            digest.update(target, from, some);
            bytes += some;
        }
        return some;
    }

    /** Bytes are read, not skipped, so that the hash is of all of them. */
    @Override
    public long skip(long count) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE, Math.max(1, count))];
        return Math.max(0, read(piece, 0, (int) Math.min(piece.length, count)));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** The hash of the content, whose rest is read for it. */
    String hash() throws IOException {
        byte[] piece = new byte[PIECE];
        while (read(piece, 0, piece.length) >= 0) {
            // Each read is hashed.
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    long bytes() {
        return bytes;
    }
}
