package dev.gatehouse.audit.storage.local;

import dev.gatehouse.audit.log.PayloadStore;
import dev.gatehouse.audit.log.StorageFailed;
import dev.gatehouse.audit.log.verify.LogSource;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A log's folder, for reading only: it takes no lock and changes nothing, so a writer may be at work there. */
public final class LogFolderSource implements LogSource {
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final SegmentFiles payloads;
    private final TileFiles files;

    /**
     * A log in a folder.
     *
     * @throws StorageFailed there is no log in it
     */
    public LogFolderSource(Path folder) {
        Path payload = folder.resolve("payload");
        if (!Files.isDirectory(payload) && !Files.exists(folder.resolve("checkpoint"))) {
            throw new StorageFailed("there is no log in " + folder);
        }
        this.payloads = new SegmentFiles(payload);
        this.files = new TileFiles(folder);
    }

    @Override
    public Optional<byte[]> file(String path) {
        return files.get(path);
    }

    @Override
    public List<PayloadStore.Segment> segments() {
        return payloads.list();
    }

    @Override
    public ByteBuffer read(long segment, long offset, int length) {
        return payloads.read(segment, offset, length);
    }

    @Override
    public void settle() {
        LockSupport.parkNanos(MOMENT.toNanos());
    }
}
