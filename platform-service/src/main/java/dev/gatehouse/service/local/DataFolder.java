package dev.gatehouse.service.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder that holds everything that a service keeps on its disk. It is ours alone (0700), and one process at a time
 * uses it: while a {@code DataFolder} is open, its {@code lock} file is locked.
 *
 * <p>The lock is the operating system's, so that a process that died does not hold it.
 */
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Opens a folder, and creates it where it does not exist.
     *
     * @throws StorageRefused it is a link or no folder, others can open it, it is another user's, or another process uses
     *     it; the message names the path
     */
    public static DataFolder open(Path path) {
        return open(path.toAbsolutePath().normalize(), OwnerOnly.ofThisProcess());
    }

    static DataFolder open(Path path, OwnerOnly ownerOnly) {
        try {
            create(path);
            ownerOnly.requireFolder(path);
            return new DataFolder(path, lock(path.resolve("lock"), ownerOnly));
        } catch (IOException failure) {
            throw new StorageRefused("the data folder " + path + " can't be opened", failure);
        }
    }

    /** The path of a file in this folder. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** Lets another process use the folder. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failure) {
            throw new StorageRefused("the lock of " + path + " can't be released", failure);
        }
    }

    /** Makes the entries of a folder durable: a file whose entry is not may be gone after a power cut. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void create(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null) {
            throw new StorageRefused(path + " is no place for a data folder");
        }
        Files.createDirectories(parent);
        try {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OwnerOnly.FOLDER));
            sync(parent);
        } catch (FileAlreadyExistsException there) {
            // It is judged like any other, whoever made it.
        }
    }

    private static FileChannel lock(Path file, OwnerOnly ownerOnly) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(OwnerOnly.FILE));
        try {
            ownerOnly.requireFile(file);
            if (isLocked(channel)) {
                return channel;
            }
            throw new StorageRefused("another process uses " + file.getParent() + ", whose lock it holds");
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }
}
