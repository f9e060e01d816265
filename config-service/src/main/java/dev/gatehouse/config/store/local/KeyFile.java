package dev.gatehouse.config.store.local;

import dev.gatehouse.service.local.OwnerOnly;
import dev.gatehouse.service.local.StorageRefused;
import dev.gatehouse.service.local.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes of a key file: read only where no one else can read them, and written so that they are whole or absent. */
final class KeyFile {
    /** Bytes that are read of a key file; three keysets take about 1 KiB, and one grows by 200 bytes with each key. */
    static final int MAX_BYTES = 262_144;

    private final Path path;
    private final WholeFile file;
    private final OwnerOnly ownerOnly;

    KeyFile(Path path, OwnerOnly ownerOnly) {
        this.path = path.toAbsolutePath().normalize();
        this.file = new WholeFile(path);
        this.ownerOnly = ownerOnly;
    }

    /**
     * The text of the file; empty where there is none.
     *
     * @throws StorageRefused it is not a regular file of ours with mode 0600
     */
    Optional<String> read() {
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        ownerOnly.requireFile(path);
        try {
            return file.read(MAX_BYTES);
        } catch (WholeFile.TooLarge damaged) {
            throw new StorageRefused(this + " " + damaged.getMessage());
        } catch (IOException failure) {
            throw new StorageRefused("the key file " + path + " can't be read", failure);
        }
    }

    /**
     * Writes the file where there is none, durably and at once: it is never seen in part, and one that is there is never
     * replaced.
     *
     * @return false where there is one already
     */
    boolean create(String text) {
        try {
            return file.create(text);
        } catch (IOException failure) {
            throw new StorageRefused("the key file " + path + " can't be written", failure);
        }
    }

    @Override
    public String toString() {
        return "the key file " + path;
    }
}
