package dev.gatehouse.scanner.response.local;

import dev.gatehouse.service.local.OwnerOnly;
import dev.gatehouse.service.local.StorageRefused;
import dev.gatehouse.service.local.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key of the quarantine, 32 bytes: from it each kept file has a key of its own. It is not shown. */
public final class QuarantineKey {
    private static final int BYTES = 32;
    private static final int MAX_FILE = 4_096;

    private final SecretKeySpec key;

    private QuarantineKey(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a quarantine key has " + BYTES + " bytes");
        }
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** A key of random bytes, which are copied. */
    static QuarantineKey of(byte[] bytes) {
        return new QuarantineKey(bytes);
    }

    /**
     * The key of a file (0600, base64), which is made where there is none.
     *
     * @param random a cryptographic one
     * @throws StorageRefused it is no key, others can read it, or it can't be made
     */
    public static QuarantineKey loadOrCreate(Path path, RandomGenerator random) {
        Optional<QuarantineKey> there = read(path);
        if (there.isPresent()) {
            return there.get();
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        try {
            var _ = new WholeFile(path).create(Base64.getEncoder().encodeToString(bytes));
        } catch (IOException e) {
            throw new StorageRefused("the key file " + path + " can't be written", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        return read(path).orElseThrow(() -> new StorageRefused("there is no key file " + path));
    }

    private static Optional<QuarantineKey> read(Path path) {
        try {
            Optional<String> text = new WholeFile(path).read(MAX_FILE);
            if (text.isPresent()) {
                OwnerOnly.ofThisProcess().requireFile(path);
            }
            return text.map(base64 -> of(Base64.getDecoder().decode(base64.strip())));
        } catch (IOException e) {
            throw new StorageRefused("the key file " + path + " can't be read", e);
        } catch (IllegalArgumentException e) {
            // Not as the cause: its message may quote the file.
            throw new StorageRefused("the key file " + path + " holds no key: 32 bytes in base64");
        }
    }

    /** The key of one kept file. */
    SecretKey derived(byte[] salt, String item) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update("gatehouse quarantine 1\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            mac.update(item.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return new SecretKeySpec(mac.doFinal(salt), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "QuarantineKey[redacted]";
    }
}
