package dev.gatehouse.audit.storage.local;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder that is watched.
 *
 * @param root the folder
 * @param bucket the bucket that it mirrors: a file's path below the folder is its key; empty where it mirrors none
 * @param after what becomes of files that are done with
 * @param maxStored bytes that a file may have; so many and one more are read of a larger one, which is then refused
 * @param maxFiles files that one scan looks at; the others wait for the next
 */
public record WatchSettings(Path root, Optional<String> bucket, After after, int maxStored, int maxFiles) {
    /** What becomes of files that are done with. */
    public enum After {
        /** They are moved into {@code done} or {@code failed} below the folder, with their paths. */
        MOVE,
        /** They stay, for instance since the folder is somebody else's; the ledger knows them. */
        KEEP
    }

    public WatchSettings {
        root = root.toAbsolutePath().normalize();
        require(maxStored > 0, "maxStored must be positive");
        require(maxFiles > 0, "maxFiles must be positive");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
