package dev.gatehouse.scanner.source.local;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Tells a repository's own folders. */
final class GitFolder {
    private GitFolder() {}

    /** Whether a folder holds a repository's objects: compressed, so that reading them as files finds nothing. */
    static boolean isObjects(Path folder) {
        Path name = folder.getFileName();
        return name != null
                && name.toString().equals("objects")
                && Files.isRegularFile(folder.resolveSibling("HEAD"), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(folder.resolveSibling("refs"), LinkOption.NOFOLLOW_LINKS);
    }
}
