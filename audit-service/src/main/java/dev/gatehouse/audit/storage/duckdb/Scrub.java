package dev.gatehouse.audit.storage.duckdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

/**
 * Writes the database file anew. DuckDB leaves what an update replaced in pages that are free, and what was appended in
 * pages that it keeps; neither a checkpoint nor its VACUUM takes it out. So the tables are copied to another file, which
 * takes the place of the first. That there is something to scrub is a file too, so that a crash does not forget it.
 */
final class Scrub {
    private static final String FRESH = "fresh";

    private final DuckDbDatabase database;
    private final Path folder;
    private final Path mark;

    Scrub(DuckDbDatabase database) {
        this.database = database;
        this.folder = database.settings().folder();
        this.mark = folder.resolve("scrub-pending");
    }

    /** Takes note, durably, that something is about to be erased. */
    void pending() throws IOException {
        if (Files.notExists(mark)) {
            Files.createDirectories(folder);
            Files.createFile(mark);
            sync(folder);
        }
    }

    boolean isPending() {
        return Files.exists(mark);
    }

    void done() throws IOException {
        Files.deleteIfExists(mark);
        sync(folder);
    }

    /**
     * Writes the file anew, while nobody changes anything.
     *
     * @return whether it took the place of the old one; not where a query goes on for long
     */
    boolean rewrite() throws SQLException, IOException {
        Path fresh = database.settings().work().resolve("scrub.duckdb");
        discard(fresh);
        try {
            copyTo(fresh);
            return database.replaceBy(fresh);
        } finally {
            discard(fresh);
        }
    }

    private void copyTo(Path fresh) throws SQLException {
        try (Session session = database.begin()) {
            session.outside("ATTACH '" + fresh + "' AS " + FRESH);
            try {
                session.outside("COPY FROM DATABASE events TO " + FRESH);
            } finally {
                // Which checkpoints it: everything is in the one file, and durable.
                session.outside("DETACH " + FRESH);
            }
        }
    }

    private static void discard(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(DuckDbDatabase.writeAheadLog(file));
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
