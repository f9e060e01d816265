package dev.gatehouse.client.disk;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key that files are sealed with: AES, 256 bits. It shows itself nowhere. */
public final class SnapshotKey {
    /** How many bytes it has. */
    public static final int BYTES = 32;

    /** The file in the data folder where none is named. */
    public static final String FILE = "snapshot.key";

    private final SecretKeySpec key;

    private SnapshotKey(SecretKeySpec key) {
        this.key = key;
    }

    /**
     * A key of random bytes, which are copied.
     *
     * @throws IllegalArgumentException there are not {@link #BYTES}
     */
    public static SnapshotKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a snapshot key has " + BYTES + " bytes, not " + bytes.length);
        }
        return new SnapshotKey(new SecretKeySpec(bytes, "AES"));
    }

    /**
     * The key in a file; made at random at the first use, with mode 0600.
     *
     * @throws IOException the file is no key, others than its owner may read it, or the disk fails
     */
    public static SnapshotKey in(OwnFolder folder, String name, SecureRandom random) throws IOException {
        Optional<byte[]> kept = folder.read(name, BYTES);
        if (kept.isEmpty()) {
            byte[] made = new byte[BYTES];
            random.nextBytes(made);
            try {
                folder.create(name, made);
            } finally {
                Arrays.fill(made, (byte) 0);
            }
            // Where another process was faster, its key is the one.
            kept = folder.read(name, BYTES);
        }
        return taken(kept.orElse(new byte[0]), folder, name);
    }

    private static SnapshotKey taken(byte[] bytes, OwnFolder folder, String name) throws IOException {
        try {
            return of(bytes);
        } catch (IllegalArgumentException e) {
            throw new IOException(folder.path(name) + ": " + e.getMessage(), e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    SecretKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "SnapshotKey[redacted]";
    }
}
