package dev.gatehouse.client.disk;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A folder of a POSIX file system, mode 0700, and files of mode 0600 in it. Symbolic links are not followed.
 *
 * <p>A file is there as a whole or not at all, also after a power cut, and also where several processes write it.
 */
public final class OwnFolder {
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;

    private OwnFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The folder; made where it is missing.
     *
     * @throws IOException it can't be made, is none, or others than its owner may enter it
     */
    public static OwnFolder at(Path path) throws IOException {
        Path folder = path.toAbsolutePath();
        Files.createDirectories(folder, FOLDER);
        requireOwnersOnly(folder, "chmod 700 it");
        return new OwnFolder(folder);
    }

    /** Where a file stands, for messages. */
    public Path path(String name) {
        return folder.resolve(name);
    }

    /**
     * A file's bytes; empty where there is no such file.
     *
     * @throws IOException it has more than {@code max} bytes, others than its owner may read it, or the disk fails
     */
    public Optional<byte[]> read(String name, int max) throws IOException {
        Path file = path(name);
        try (InputStream in = Channels.newInputStream(FileChannel.open(file, Set.of(READ, NOFOLLOW_LINKS)))) {
            requireOwnersOnly(file, "chmod 600 it");
            byte[] bytes = in.readNBytes(max);
            if (in.read() >= 0) {
                throw new IOException("it has more than " + max + " bytes");
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    /** Writes a file in place of the one that is there; durable when this returns. */
    public void replace(String name, byte[] bytes) throws IOException {
        Path made = write(name, bytes);
        try {
            Files.move(made, path(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
        }
        sync();
    }

    /** Writes a file where there is none, durably; false where there is one. */
    public boolean create(String name, byte[] bytes) throws IOException {
        Path made = write(name, bytes);
        try {
            Files.createLink(path(name), made);
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(made);
        }
        sync();
        return true;
    }

    private Path write(String name, byte[] bytes) throws IOException {
        Path made = path(name + "." + UUID.randomUUID() + ".new");
        try (FileChannel file = FileChannel.open(made, Set.of(CREATE_NEW, WRITE, NOFOLLOW_LINKS), FILE);
                OutputStream out = Channels.newOutputStream(file)) {
            out.write(bytes);
            file.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(made);
            throw e;
        }
        return made;
    }

    private void sync() throws IOException {
        try (FileChannel entries = FileChannel.open(folder, READ)) {
            entries.force(true);
        }
    }

    private static void requireOwnersOnly(Path path, String remedy) throws IOException {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path, NOFOLLOW_LINKS));
        if (!permissions.endsWith("------")) {
            throw new IOException(path + " is open to others than its owner: " + remedy);
        }
    }
}
