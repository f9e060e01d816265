package dev.gatehouse.scanner.response.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Content sealed with AES-256-GCM, in parts of 1 MiB: {@code GHQ1}, 32 bytes of salt, then each part as its length (4 bytes, of the
 * sealed part) and the part. A key is used for one content, made from the salt and the item's name; a part's nonce is its number and
 * whether it is the last, so that parts can be neither exchanged nor left out.
 */
final class SealedContent {
    private static final byte[] MAGIC = "GHQ1".getBytes(US_ASCII);
    private static final int SALT = 32;
    private static final int PART = 1 << 20;
    private static final int TAG = 16;

    private final QuarantineKey key;
    private final RandomGenerator random;

    /** @param random a cryptographic one */
    SealedContent(QuarantineKey key, RandomGenerator random) {
        this.key = key;
        this.random = random;
    }

    void seal(String item, InputStream plain, OutputStream sealed) throws IOException {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        SecretKey own = key.derived(salt, item);
        DataOutputStream out = new DataOutputStream(sealed);
        out.write(MAGIC);
        out.write(salt);
        byte[] part = plain.readNBytes(PART);
        for (int number = 0; ; number++) {
            byte[] next = plain.readNBytes(PART);
            byte[] closed = crypt(Cipher.ENCRYPT_MODE, own, number, next.length == 0, part);
            out.writeInt(closed.length);
            out.write(closed);
            Arrays.fill(part, (byte) 0);
            part = next;
            if (next.length == 0) {
                break;
            }
        }
        out.flush();
    }

    /** @throws IOException it is not what was sealed under that name */
    void open(String item, InputStream sealed, OutputStream plain) throws IOException {
        DataInputStream in = new DataInputStream(sealed);
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new IOException("it is no sealed content");
        }
        SecretKey own = key.derived(in.readNBytes(SALT), item);
        byte[] part = part(in, in.readInt());
        for (int number = 0; ; number++) {
            byte[] length = in.readNBytes(Integer.BYTES);
            boolean last = length.length == 0;
            byte[] opened = crypt(Cipher.DECRYPT_MODE, own, number, last, part);
            plain.write(opened);
            Arrays.fill(opened, (byte) 0);
            if (last) {
                return;
            }
            part = part(in, ByteBuffer.wrap(length).getInt());
        }
    }

    private static byte[] part(DataInputStream in, int length) throws IOException {
        if (length < TAG || length > PART + TAG) {
            throw new IOException("it is no sealed content");
        }
        byte[] part = new byte[length];
        in.readFully(part);
        return part;
    }

    private static byte[] crypt(int mode, SecretKey own, int number, boolean last, byte[] part) throws IOException {
        byte[] nonce = ByteBuffer.allocate(12)
                .putInt(7, number)
                .put(11, (byte) (last ? 1 : 0))
                .array();
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, own, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
            return cipher.doFinal(part);
        } catch (GeneralSecurityException e) {
            throw new IOException("it does not open under the quarantine's key", e);
        }
    }
}
