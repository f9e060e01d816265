package dev.gatehouse.audit.storage.duckdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file while it is written: nothing reads it before it is whole and where it belongs. */
final class WorkFile implements AutoCloseable {
    private final Path path;

    private WorkFile(Path path) {
        this.path = path;
    }

    static WorkFile in(Path work) throws IOException {
        return new WorkFile(Files.createTempFile(work, "", ".parquet"));
    }

    /** What a process that died has left. */
    static void deleteAll(Path work) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(work)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    Path path() {
        return path;
    }

    /**
     * Makes the bytes and then the name durable.
     *
     * @param root a folder that is there
     * @param folder below it; made where it is not there
     */
    void moveTo(Path root, String folder, String name) throws IOException {
        sync(path, StandardOpenOption.WRITE);
        Path target = root;
        for (Path segment : Path.of(folder)) {
            Path below = target.resolve(segment);
            if (!Files.isDirectory(below)) {
                Files.createDirectory(below);
                sync(target, StandardOpenOption.READ);
            }
            target = below;
        }
        Files.move(path, target.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        sync(target, StandardOpenOption.READ);
    }

    /** Deletes what was not moved. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Deletes it, or leaves that to the next start. */
    void discard() {
        try {
            close();
        } catch (IOException left) {
            // What a start finds here it deletes.
        }
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
