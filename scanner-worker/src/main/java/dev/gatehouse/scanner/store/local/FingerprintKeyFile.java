package dev.gatehouse.scanner.store.local;

import dev.gatehouse.scanner.finding.FingerprintKey;
import dev.gatehouse.service.local.OwnerOnly;
import dev.gatehouse.service.local.StorageRefused;
import dev.gatehouse.service.local.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The installation's key in a file of its owner's alone (0600): base64 of its bytes. */
public final class FingerprintKeyFile {
    private static final int MAX_BYTES = 4_096;

    private FingerprintKeyFile() {}

    /** @throws StorageRefused there is none, it is no key, or others can read it */
    public static FingerprintKey load(Path path) {
        return read(path).orElseThrow(() -> new StorageRefused("there is no key file " + path));
    }

    /**
     * The key of the file, which is made where there is none.
     *
     * @param random a cryptographic one
     * @throws StorageRefused it is no key, others can read it, or it can't be made
     */
    public static FingerprintKey loadOrCreate(Path path, RandomGenerator random) {
        Optional<FingerprintKey> there = read(path);
        return there.isPresent() ? there.get() : create(path, random);
    }

    private static FingerprintKey create(Path path, RandomGenerator random) {
        byte[] bytes = new byte[FingerprintKey.MIN_BYTES];
        random.nextBytes(bytes);
        try {
            var _ = new WholeFile(path).create(Base64.getEncoder().encodeToString(bytes));
        } catch (IOException e) {
            throw new StorageRefused("the key file " + path + " can't be written", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        return load(path);
    }

    private static Optional<FingerprintKey> read(Path path) {
        try {
            Optional<String> text = new WholeFile(path).read(MAX_BYTES);
            if (text.isPresent()) {
                OwnerOnly.ofThisProcess().requireFile(path);
            }
            return text.map(base64 -> FingerprintKey.of(Base64.getDecoder().decode(base64.strip())));
        } catch (IOException e) {
            throw new StorageRefused("the key file " + path + " can't be read", e);
        } catch (IllegalArgumentException e) {
            // Not as the cause: its message may quote the file.
            throw new StorageRefused("the key file " + path + " holds no key: 32 bytes or more in base64");
        }
    }
}
