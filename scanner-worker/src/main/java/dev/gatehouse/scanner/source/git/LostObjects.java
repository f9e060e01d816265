package dev.gatehouse.scanner.source.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectId;

/** Lists the objects of a repository that a walk has not seen: packed and loose, its own, not those that it borrows. */
final class LostObjects {
    private final ObjectDirectory objects;

    /** @throws IOException the repository is of a kind that has no such lists */
    LostObjects(ObjectDatabase database) throws IOException {
        if (!(database instanceof ObjectDirectory directory)) {
            throw new IOException("objects are not in files");
        }
        this.objects = directory;
    }

    /** The ids that are not in a set. */
    List<ObjectId> besides(IdSet seen) throws IOException {
        List<ObjectId> lost = new ArrayList<>();
        for (Pack pack : objects.getPacks()) {
            for (PackIndex.MutableEntry entry : pack) {
                ObjectId id = entry.toObjectId();
                if (!seen.contains(id)) {
                    lost.add(id);
                }
            }
        }
        loose(seen, lost);
        return lost;
    }

    private void loose(IdSet seen, List<ObjectId> lost) throws IOException {
        for (int i = 0; i < 1 << Byte.SIZE; i++) {
            String first = String.format("%02x", i);
            Path folder = new File(objects.getDirectory(), first).toPath();
            if (Files.isDirectory(folder)) {
                folder(folder, first, seen, lost);
            }
        }
    }

    private static void folder(Path folder, String first, IdSet seen, List<ObjectId> lost) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String hex = first + file.getFileName();
                if (hex.length() == Constants.OBJECT_ID_STRING_LENGTH && ObjectId.isId(hex)) {
                    ObjectId id = ObjectId.fromString(hex);
                    if (!seen.contains(id)) {
                        lost.add(id);
                    }
                }
            }
        }
    }
}
