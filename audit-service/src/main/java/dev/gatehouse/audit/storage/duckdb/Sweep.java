package dev.gatehouse.audit.storage.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Deletes files of the Parquet folder that are no part of the table, and folders that are empty. */
final class Sweep {
    private final Path parquet;
    private final Set<Path> kept;

    Sweep(Path parquet, List<ParquetArchive.StoredFile> kept) {
        this.parquet = parquet;
        this.kept = kept.stream().map(ParquetArchive.StoredFile::path).collect(Collectors.toUnmodifiableSet());
    }

    void deleteOthers() {
        try (Stream<Path> tree = Files.walk(parquet)) {
            // Deepest first, so that a folder comes after what is in it.
            List<Path> paths =
                    tree.filter(path -> !path.equals(parquet)).toList().reversed();
            for (Path path : paths) {
                if (Files.isDirectory(path) ? isEmpty(path) : !kept.contains(path)) {
                    Files.delete(path);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("unused Parquet files can't be deleted", failure);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }
}
