package dev.gatehouse.service.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A text file (0600, UTF-8) that is never seen in part: it is written beside its place, flushed, and only then put there.
 * What was written when a method returns survives a power cut.
 */
public final class WholeFile {
    /** How the name of a file begins that is not whole yet; a process that was killed leaves such. */
    public static final String DRAFT_PREFIX = ".";

    private final Path path;
    private final Path folder;

    /** A file has more bytes than are read of it; the message says how many. */
    public static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        private TooLarge(long bytes, int maxBytes) {
            super("has " + bytes + " bytes; at most " + maxBytes);
        }
    }

    /** @throws StorageRefused the path has no folder */
    public WholeFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
        Path parent = this.path.getParent();
        if (parent == null) {
            throw new StorageRefused(path + " is no place for a file");
        }
        this.folder = parent;
    }

    /**
     * The text; empty where there is no file.
     *
     * @throws TooLarge it has more bytes than this
     * @throws IOException it can't be read, or is a link
     */
    public Optional<String> read(int maxBytes) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            if (channel.size() > maxBytes) {
                throw new TooLarge(channel.size(), maxBytes);
            }
            ByteBuffer bytes = ByteBuffer.allocate(maxBytes);
            while (channel.read(bytes) > 0) {
                // A read may return a part.
            }
            return Optional.of(StandardCharsets.UTF_8.decode(bytes.flip()).toString());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /**
     * Writes the file where there is none; one that is there is never replaced.
     *
     * @return false where there is one already
     * @throws IOException it can't be written; nothing is left of it, or all of it
     */
    public boolean create(String text) throws IOException {
        Path draft = draft(text);
        try {
            // A link fails where the name is taken; a move would replace.
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException there) {
            return false;
        } catch (UnsupportedOperationException foreign) {
            throw new IOException("the file system has no links", foreign);
        } finally {
            Files.deleteIfExists(draft);
        }
        DataFolder.sync(folder);
        return true;
    }

    /**
     * Writes the file, whether there is one or not.
     *
     * @throws IOException it can't be written; the file is as before, or as it should be
     */
    public void replace(String text) throws IOException {
        Path draft = draft(text);
        try {
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        DataFolder.sync(folder);
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private Path draft(String text) throws IOException {
        Path draft = folder.resolve(DRAFT_PREFIX + path.getFileName() + "." + UUID.randomUUID());
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OwnerOnly.FILE))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException failure) {
            Files.deleteIfExists(draft);
            throw failure;
        }
        return draft;
    }
}
