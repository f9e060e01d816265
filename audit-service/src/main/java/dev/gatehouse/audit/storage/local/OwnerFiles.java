package dev.gatehouse.audit.storage.local;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Files for their owner's eyes only, opened without following links. */
final class OwnerFiles {
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER = mode("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FILE = mode("rw-------");

    private OwnerFiles() {}

    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder, FOLDER);
    }

    static FileChannel open(Path file, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(List.of(options));
        all.add(NOFOLLOW_LINKS);
        return FileChannel.open(file, all, FILE);
    }

    /** A file's bytes; where it has more than {@code max}, one more than that. */
    static byte[] read(Path file, int max) throws IOException {
        try (InputStream in = Channels.newInputStream(open(file, READ))) {
            return in.readNBytes(max + 1);
        }
    }

    /** Writes a file that is there as a whole or not at all, and durably once its folder is {@link #sync}ed. */
    static void writeWhole(Path file, byte[]... parts) throws IOException {
        Path draft = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = open(draft, CREATE_NEW, WRITE)) {
            for (byte[] part : parts) {
                ByteBuffer bytes = ByteBuffer.wrap(part);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes durable which files a folder has. */
    static void sync(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, READ)) {
            entries.force(true);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
