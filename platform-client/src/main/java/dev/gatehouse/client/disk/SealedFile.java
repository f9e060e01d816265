package dev.gatehouse.client.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A file that only the holder of a key can read, and that nobody else can make.
 *
 * <p><b>The form</b>, version 1: {@code GHSF} and the byte 1; 12 random bytes; what AES-256-GCM makes of the content with them, its tag of
 * 16 bytes at the end. Associated data are the first five bytes and the label, a text that says what the file is for, so that one
 * file is never taken for another. A file of another form, version, label or key, or with one bit changed, is refused as a whole.
 */
public final class SealedFile {
    private static final byte[] HEADER = {'G', 'H', 'S', 'F', 1};
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_BYTES = 64 << 20;

    private final OwnFolder folder;
    private final String name;
    private final byte[] label;
    private final SnapshotKey key;
    private final SecureRandom random;

    public SealedFile(OwnFolder folder, String name, String label, SnapshotKey key, SecureRandom random) {
        this.folder = folder;
        this.name = name;
        this.label = label.getBytes(StandardCharsets.UTF_8);
        this.key = key;
        this.random = random;
    }

    /** Where it stands, for messages. */
    public String path() {
        return folder.path(name).toString();
    }

    /** What was sealed last. */
    public Opened open() {
        try {
            Optional<byte[]> bytes = folder.read(name, MAX_BYTES);
            return bytes.isEmpty() ? new Opened.Absent() : opened(bytes.get());
        } catch (IOException e) {
            return new Opened.Refused("it can't be read: " + e.getMessage());
        }
    }

    /** Seals the content in place of what is there; durable when this returns. */
    public void seal(byte[] content) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce);
            byte[] sealed = cipher.doFinal(content);
            folder.replace(
                    name,
                    ByteBuffer.allocate(HEADER.length + NONCE_BYTES + sealed.length)
                            .put(HEADER)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    private Opened opened(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes);
        byte[] nonce = new byte[NONCE_BYTES];
        if (bytes.length < HEADER.length + NONCE_BYTES + TAG_BITS / Byte.SIZE || !begins(file)) {
            return new Opened.Refused("it is no sealed file of version " + HEADER[HEADER.length - 1]);
        }
        file.get(nonce);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce);
            return new Opened.Content(cipher.doFinal(bytes, file.position(), file.remaining()));
        } catch (AEADBadTagException e) {
            return new Opened.Refused("it is damaged, or was sealed with another key or for something else");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    private static boolean begins(ByteBuffer file) {
        for (byte expected : HEADER) {
            if (file.get() != expected) {
                return false;
            }
        }
        return true;
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(HEADER);
        cipher.updateAAD(label);
        return cipher;
    }
}
