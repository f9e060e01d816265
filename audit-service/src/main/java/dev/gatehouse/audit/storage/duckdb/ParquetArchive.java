package dev.gatehouse.audit.storage.duckdb;

import dev.gatehouse.audit.query.TableUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Moves events from the hot table to Parquet files by day, merges small files, and deletes those that are no longer part
 * of the table. A file becomes part of it in the transaction that removes its events from where they were, so that a
 * process may die at any moment and no event is missing or there twice; a file that stands in no manifest is nobody's.
 *
 * <p>Its methods are for one background thread; they don't disturb who appends or reads.
 */
public final class ParquetArchive {
    private final DuckDbDatabase database;
    private final FilesInUse inUse;
    private final ReentrantLock lock = new ReentrantLock();

    ParquetArchive(DuckDbDatabase database, FilesInUse inUse) {
        this.database = database;
        this.inUse = inUse;
    }

    /**
     * A file that is part of the table.
     *
     * @param key its key below a bucket's or a folder's root, in Security Lake's layout
     * @param path where it stands
     * @param rows of events
     * @param bytes of the file
     */
    public record StoredFile(String key, Path path, long rows, long bytes) {}

    /**
     * Moves all events of the days before a time's day; late ones become further files of their day.
     *
     * @return how many files were written
     * @throws TableUnavailable it did not work; what was moved before is moved
     */
    public int moveBefore(Instant time, ParquetLimits limits) {
        long day = Micros.startOfDay(Micros.of(time));
        return alone("move events to Parquet", () -> {
            int files = 0;
            List<DayFolder> folders = foldersBefore(day);
            while (!folders.isEmpty()) {
                for (DayFolder folder : folders) {
                    files += new ArchiveMove(database, folder, limits).moveAll();
                }
                folders = foldersBefore(day);
            }
            return files;
        });
    }

    /**
     * Merges files of a folder that together fit into one.
     *
     * @return how many files were merged into others
     */
    public int compact(ParquetLimits limits) {
        return alone("merge Parquet files", () -> new Compaction(database, limits).mergeAll());
    }

    /**
     * Deletes files that are no part of the table, if no query reads now.
     *
     * @return whether that was so; otherwise it is to be tried again
     */
    public boolean sweep() {
        return alone("delete unused Parquet files", () -> {
            Sweep sweep = new Sweep(database.settings().parquet(), files());
            return inUse.ifUnused(sweep::deleteOthers);
        });
    }

    /** All files that are part of the table now, in order of time. */
    public List<StoredFile> files() {
        try (Session session = database.begin()) {
            Path parquet = database.settings().parquet();
            return ParquetFile.all(session).stream()
                    .map(file -> new StoredFile(
                            file.folder() + "/" + file.name(), file.in(parquet), file.rows(), file.bytes()))
                    .toList();
        } catch (SQLException failure) {
            throw database.failed("list Parquet files", failure);
        }
    }

    /** Takes events out of the files that have them, and leaves blank rows in the hot table. */
    void erase(List<Long> ascending) {
        boolean changed = alone("erase archived events", () -> new ArchiveErasure(database).erase(ascending));
        if (changed) {
            sweep();
        }
    }

    /**
     * Takes what was erased out of all files.
     *
     * @return whether it is; otherwise queries go on for long, and it is to be tried again
     */
    boolean scrub(Scrub scrub) {
        return alone("write the database anew", () -> {
            boolean done = sweep() && scrub.rewrite();
            if (done) {
                scrub.done();
            }
            return done;
        });
    }

    private List<DayFolder> foldersBefore(long day) throws SQLException {
        try (Session session = database.begin()) {
            return DayFolder.before(session, day);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException, IOException;
    }

    private <T> T alone(String operation, Work<T> work) {
        lock.lock();
        try {
            return work.run();
        } catch (SQLException failure) {
            throw database.failed(operation, failure);
        } catch (IOException failure) {
            throw new TableUnavailable(operation + ": the file can't be written", failure);
        } finally {
            lock.unlock();
        }
    }
}
