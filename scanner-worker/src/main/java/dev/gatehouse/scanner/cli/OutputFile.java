package dev.gatehouse.scanner.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that a command writes. It is written beside its place and put there by renaming, so that it is whole or not there. A
 * link at its place is refused: somebody may have planted it.
 *
 * @param path its place
 */
record OutputFile(Path path) {
    /** Writes text. */
    @FunctionalInterface
    interface Text {
        void write(Writer out) throws IOException;
    }

    /** @throws WrongUsage nothing may be written there */
    OutputFile {
        if (Files.isSymbolicLink(path)) {
            throw new WrongUsage("the output file " + path + " is a link, which is not followed");
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new WrongUsage("the output file " + path + " is there, and is no file");
        }
        if (!Files.isDirectory(folder(path))) {
            throw new WrongUsage("the output file " + path + " is in a folder that is not there");
        }
    }

    private static Path folder(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    void write(Text text) throws IOException {
        Path fresh = Files.createTempFile(
                folder(path),
                ".gatehouse",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (BufferedWriter out =
                    Files.newBufferedWriter(fresh, StandardCharsets.UTF_8, StandardOpenOption.WRITE)) {
                text.write(out);
            }
            // Once more: the scan took its time. Renaming replaces a link, and does not follow it.
            new OutputFile(path);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
