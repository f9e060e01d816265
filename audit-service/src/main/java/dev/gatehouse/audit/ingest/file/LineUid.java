package dev.gatehouse.audit.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.audit.event.ByteSlice;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names lines, which have no name of their own: the first 32 hexadecimal digits of the SHA-256 over the file's location, a
 * line feed, the line's number, a line feed, and the line. A file that is read again gives the same names.
 */
final class LineUid {
    private static final int BYTES = 16;

    private final MessageDigest digest;
    private final byte[] location;

    LineUid(String location) {
        this.location = (location + "\n").getBytes(UTF_8);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String of(int number, ByteSlice line) {
        digest.update(location);
        digest.update((number + "\n").getBytes(UTF_8));
        digest.update(line.array(), line.offset(), line.length());
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
