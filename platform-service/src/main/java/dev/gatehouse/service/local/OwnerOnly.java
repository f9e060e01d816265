package dev.gatehouse.service.local;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Holds files and folders to this: they are what they seem, they are ours, and no one else can open them. */
public final class OwnerOnly {
    /** What a file may be opened for. */
    public static final Set<PosixFilePermission> FILE = Set.copyOf(PosixFilePermissions.fromString("rw-------"));

    /** What a folder may be opened for. */
    public static final Set<PosixFilePermission> FOLDER = Set.copyOf(PosixFilePermissions.fromString("rwx------"));

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final int user;

    /** @param user the number of the user that files must belong to */
    public OwnerOnly(int user) {
        this.user = user;
    }

    /** Files must belong to the user that this process runs as. */
    public static OwnerOnly ofThisProcess() {
        try {
            return new OwnerOnly(Files.isRegularFile(STATUS) ? effectiveUser() : ownerOfANewFile());
        } catch (IOException unknown) {
            throw new StorageRefused("the user that this process runs as can't be found out", unknown);
        }
    }

    /** @throws StorageRefused it is not a folder of ours that only we can open */
    public void requireFolder(Path folder) {
        PosixFileAttributes attributes = attributes(folder);
        if (!attributes.isDirectory()) {
            throw new StorageRefused(folder + " is " + kind(attributes) + ", not a folder");
        }
        requirePrivate(folder, attributes, FOLDER);
    }

    /** @throws StorageRefused it is not a regular file of ours that only we can open */
    public void requireFile(Path file) {
        PosixFileAttributes attributes = attributes(file);
        if (!attributes.isRegularFile()) {
            throw new StorageRefused(file + " is " + kind(attributes) + ", not a regular file");
        }
        requirePrivate(file, attributes, FILE);
    }

    private void requirePrivate(Path path, PosixFileAttributes attributes, Set<PosixFilePermission> most) {
        Set<PosixFilePermission> excess = EnumSet.copyOf(attributes.permissions());
        excess.removeAll(FOLDER);
        if (!excess.isEmpty()) {
            throw new StorageRefused(path + " can be opened by its group or by others ("
                    + PosixFilePermissions.toString(attributes.permissions()) + "); it must be "
                    + PosixFilePermissions.toString(most));
        }
        if (owner(path) != user) {
            throw new StorageRefused(path + " belongs to user " + owner(path) + ", and this process runs as " + user);
        }
    }

    private static PosixFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (FileSystemException unreadable) {
            throw new StorageRefused(path + " can't be looked at", unreadable);
        } catch (IOException | UnsupportedOperationException foreign) {
            throw new StorageRefused(path + " has no POSIX permissions that could be checked", foreign);
        }
    }

    private static String kind(PosixFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return "a symbolic link";
        }
        if (attributes.isDirectory()) {
            return "a folder";
        }
        return attributes.isRegularFile() ? "a file" : "a device, pipe or socket";
    }

    private static int owner(Path path) {
        try {
            return ownerOf(path);
        } catch (IOException gone) {
            throw new StorageRefused(path + " can't be looked at", gone);
        }
    }

    private static int ownerOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    // Linux writes "Uid:", then the real, the effective, the saved and the file system's user. The owner of /proc/self
    // would be shorter, but is root where the executable has capabilities.
    private static int effectiveUser() throws IOException {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("Uid:"))
                    .map(line -> Integer.parseUnsignedInt(BLANKS.split(line, -1)[2]))
                    .findFirst()
                    .orElseThrow(() -> new IOException(STATUS + " names no user"));
        }
    }

    private static int ownerOfANewFile() throws IOException {
        Path probe = Files.createTempFile("owner", null);
        try {
            return ownerOf(probe);
        } finally {
            Files.delete(probe);
        }
    }
}
