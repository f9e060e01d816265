package dev.gatehouse.scanner.response.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A regular file as it was when it was looked at.
 *
 * @param path where
 * @param size in bytes
 * @param mode its permissions
 * @param modified when its content changed last
 * @param identity its inode and times: another one is another file, or another content
 */
record OpenedFile(Path path, long size, String mode, Instant modified, String identity) {
    /**
     * Looks at a file below a folder.
     *
     * @throws NoSuchFileException there is no regular file, or a link leads out of the folder
     */
    static OpenedFile of(Path root, Path file) throws IOException {
        Path parent = file.getParent();
        if (parent == null || !parent.toRealPath().startsWith(root.toRealPath())) {
            throw new NoSuchFileException("a link leads out of the folder");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException("it is no regular file");
        }
        Map<String, Object> all = Files.readAttributes(
                file, "unix:size,lastModifiedTime,ctime,ino,permissions", LinkOption.NOFOLLOW_LINKS);
        FileTime modified = (FileTime) all.get("lastModifiedTime");
        return new OpenedFile(
                file,
                all.get("size") instanceof Long size ? size : 0,
                PosixFilePermissions.toString(permissions(file)),
                modified == null ? Instant.EPOCH : modified.toInstant(),
                all.get("ino") + "/" + all.get("size") + "/" + modified + "/" + all.get("ctime"));
    }

    private static Set<PosixFilePermission> permissions(Path file) throws IOException {
        return Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    }

    boolean isStill(Path root) throws IOException {
        return identity.equals(of(root, path).identity());
    }
}
