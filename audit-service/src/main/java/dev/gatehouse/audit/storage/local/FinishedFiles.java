package dev.gatehouse.audit.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Moves files that are done with out of the way, with their paths and their sidecars. Nothing that is there is replaced. */
final class FinishedFiles {
    private static final String REASON = ".reason";

    private final Path root;

    FinishedFiles(Path root) {
        this.root = root;
    }

    void done(Path file) throws IOException {
        move(file, free(root.resolve(FolderScan.DONE).resolve(root.relativize(file))));
    }

    /** @param reason quotes nothing of the file */
    void failed(Path file, String reason) throws IOException {
        Path target = free(root.resolve(FolderScan.FAILED).resolve(root.relativize(file)));
        Path note = target.resolveSibling(target.getFileName() + REASON);
        Files.deleteIfExists(note);
        OwnerFiles.writeWhole(note, (reason + "\n").getBytes(UTF_8));
        move(file, target);
    }

    /** The sidecar goes first: a file that is left behind without it is known to the ledger, and goes the next time. */
    private static void move(Path file, Path target) throws IOException {
        Path sidecar = Sidecar.of(file);
        if (Files.isRegularFile(sidecar, NOFOLLOW_LINKS)) {
            Files.move(sidecar, Sidecar.of(target), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path free(Path target) throws IOException {
        Path folder = target.resolveSibling("");
        OwnerFiles.makeFolder(folder);
        Path free = target;
        for (int i = 2; Files.exists(free, NOFOLLOW_LINKS); i++) {
            free = target.resolveSibling(target.getFileName() + "." + i);
        }
        return free;
    }
}
