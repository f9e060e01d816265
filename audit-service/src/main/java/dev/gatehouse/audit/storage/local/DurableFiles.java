package dev.gatehouse.audit.storage.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files that only their owner reads, written so that a power cut leaves all of them or nothing. */
final class DurableFiles {
    private static final FileAttribute<?> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private DurableFiles() {}

    /** Opens a file; one that is made is for its owner only. */
    static FileChannel open(Path file, OpenOption... options) throws IOException {
        Set<OpenOption> all =
                Stream.concat(Stream.of(options), Stream.of(NOFOLLOW_LINKS)).collect(Collectors.toUnmodifiableSet());
        return FileChannel.open(file, all, OWNER_FILE);
    }

    /** Makes a folder and those above it; each one's entry is durable. */
    static void createFolders(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            createFolders(parent);
        }
        Files.createDirectories(folder, OWNER_FOLDER);
        if (parent != null) {
            sync(parent);
        }
    }

    /** Puts a file in the place of what has its name, if anything does. */
    static void replace(Path file, ByteBuffer bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
            write(channel, bytes, 0);
            channel.force(false);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(file.toAbsolutePath().getParent());
    }

    /** Writes all that remains in a buffer, at an offset. */
    static void write(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** Makes a folder's entries durable. */
    static void sync(@Nullable Path folder) throws IOException {
        if (folder != null) {
            try (FileChannel entries = FileChannel.open(folder, READ)) {
                entries.force(true);
            }
        }
    }
}
