package dev.gatehouse.audit.storage.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.gatehouse.audit.log.CheckpointStore;
import dev.gatehouse.audit.log.LogStorage;
import dev.gatehouse.audit.log.PayloadStore;
import dev.gatehouse.audit.log.StorageConflict;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.log.TileStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A log in a folder: {@code checkpoint} and {@code tile/} in C2SP's layout, {@code payload/} with the segments, and
 * {@code lock}, which the operating system holds for the one process that writes and lets go when that dies.
 */
public final class LogFolder implements LogStorage {
    private static final String PAYLOADS = "payload";

    private final SegmentFiles payloads;
    private final TileFiles tiles;
    private final CheckpointFile checkpoints;
    private final FileChannel lock;

    private LogFolder(Path folder, FileChannel lock) {
        this.payloads = new SegmentFiles(folder.resolve(PAYLOADS));
        this.tiles = new TileFiles(folder);
        this.checkpoints = new CheckpointFile(folder.resolve("checkpoint"));
        this.lock = lock;
    }

    /**
     * Takes a folder; makes it where it is missing.
     *
     * @throws StorageConflict another process has it
     * @throws StorageFailed it can't be made or opened
     */
    public static LogFolder take(Path folder) {
        try {
            DurableFiles.createFolders(folder.resolve(PAYLOADS));
            FileChannel lock = DurableFiles.open(folder.resolve("lock"), CREATE, WRITE);
            if (!locked(lock)) {
                lock.close();
                throw new StorageConflict("another process writes the log in " + folder);
            }
            return new LogFolder(folder, lock);
        } catch (IOException e) {
            throw new StorageFailed("the log's folder " + folder + " can't be opened", e);
        }
    }

    @SuppressWarnings("NullAway") // tryLock is annotated nowhere; that it answers null is the point here.
    private static boolean locked(FileChannel file) throws IOException {
        try {
            @Nullable FileLock taken = file.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this very process
        }
    }

    @Override
    public PayloadStore payloads() {
        return payloads;
    }

    @Override
    public TileStore tiles() {
        return tiles;
    }

    @Override
    public CheckpointStore checkpoints() {
        return checkpoints;
    }

    @Override
    public void requireLease() {
        if (!lock.isOpen()) {
            throw new StorageConflict("the log's folder is not locked any more");
        }
    }

    @Override
    public void close() {
        payloads.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new StorageFailed("the log's lock can't be released", e);
        }
    }
}
