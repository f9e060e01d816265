package dev.gatehouse.config.store.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The bytes of a key file: read only where no one else can read them, and written so that they are whole or absent. */
final class KeyFile {
    /** Bytes that are read of a key file; three keysets take about 1 KiB, and one grows by 200 bytes with each key. */
    static final int MAX_BYTES = 262_144;

    private final Path path;
    private final OwnerOnly ownerOnly;

    KeyFile(Path path, OwnerOnly ownerOnly) {
        this.path = path.toAbsolutePath().normalize();
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
        try (SeekableByteChannel channel =
                Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            return Optional.of(text(channel));
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
        Path draft = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID());
        try {
            writeDraft(draft, text);
            try {
                Files.createLink(path, draft);
            } finally {
                Files.delete(draft);
            }
            DataFolder.sync(folder());
            return true;
        } catch (FileAlreadyExistsException there) {
            return false;
        } catch (IOException | UnsupportedOperationException failure) {
            throw new StorageRefused("the key file " + path + " can't be written", failure);
        }
    }

    @Override
    public String toString() {
        return "the key file " + path;
    }

    private static void writeDraft(Path draft, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OwnerOnly.FILE))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private String text(SeekableByteChannel channel) throws IOException {
        if (channel.size() > MAX_BYTES) {
            throw new StorageRefused(this + " has " + channel.size() + " bytes; at most " + MAX_BYTES);
        }
        ByteBuffer bytes = ByteBuffer.allocate(MAX_BYTES);
        while (channel.read(bytes) > 0) {
            // A read may return a part.
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    private Path folder() {
        Path parent = path.getParent();
        if (parent == null) {
            throw new StorageRefused(path + " is no place for a key file");
        }
        return parent;
    }
}
