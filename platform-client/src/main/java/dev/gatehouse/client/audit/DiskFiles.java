package dev.gatehouse.client.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of a POSIX file system, for its owner's eyes only, held by an exclusive lock on a file in it. */
final class DiskFiles implements OutboxFiles {
    static final String LOCK = "lock";

    private static final FileAttribute<?> OWNER_FOLDER = mode("rwx------");
    private static final FileAttribute<?> OWNER_FILE = mode("rw-------");

    private final Path folder;
    private final FileChannel lock;

    private DiskFiles(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder; makes it where it is missing.
     *
     * @throws AuditUnavailable another process has it, or others than its owner may enter it
     */
    static DiskFiles take(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        Files.createDirectories(absolute, OWNER_FOLDER);
        requireOwnersOnly(absolute);
        Path parent = absolute.getParent();
        if (parent != null) {
            sync(parent);
        }
        FileChannel lock = open(absolute.resolve(LOCK), CREATE, WRITE);
        if (!locked(lock)) {
            lock.close();
            throw new AuditUnavailable("the outbox " + absolute + " is in use by another process");
        }
        return new DiskFiles(absolute, lock);
    }

    private static void requireOwnersOnly(Path folder) throws IOException {
        if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(folder.toString());
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (!PosixFilePermissions.toString(permissions).endsWith("------")) {
            throw new AuditUnavailable("the outbox " + folder + " is open to others than its owner: chmod 700 it");
        }
    }

    @SuppressWarnings("NullAway") // tryLock is annotated nowhere; that it answers null is the point here.
    private static boolean locked(FileChannel file) throws IOException {
        try {
            @Nullable FileLock taken = file.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this very process
        }
    }

    @Override
    public Path path(String name) {
        return folder.resolve(name);
    }

    @Override
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> folder.relativize(file).toString()).toList();
        }
    }

    @Override
    public long size(String name) throws IOException {
        return Files.size(path(name));
    }

    @Override
    public InputStream read(String name, long offset) throws IOException {
        return Channels.newInputStream(open(path(name), READ).position(offset));
    }

    @Override
    public Writable create(String name) throws IOException {
        return new OpenFile(open(path(name), CREATE, WRITE, TRUNCATE_EXISTING));
    }

    @Override
    public Writable open(String name) throws IOException {
        return new OpenFile(open(path(name), WRITE));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(path(name));
    }

    @Override
    public void sync() throws IOException {
        sync(folder);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static FileChannel open(Path file, OpenOption... options) throws IOException {
        Set<OpenOption> all =
                Stream.concat(Stream.of(options), Stream.of(NOFOLLOW_LINKS)).collect(Collectors.toUnmodifiableSet());
        return FileChannel.open(file, all, OWNER_FILE);
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, READ)) {
            entries.force(true);
        }
    }

    private static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private record OpenFile(FileChannel channel) implements Writable {
        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            long at = offset;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            channel.force(false); // the size is forced too, and the times don't matter
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
